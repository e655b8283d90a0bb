import ToyGANSettings

/// Order of the players' updates within a step.
public enum Schedule: String, SettingWord {
  /// The discriminator first; the generator then meets the new discriminator.
  case alternating
  /// Both from the same point, on the same minibatch.
  case simultaneous
  /// Both at once, first to where a step would lead and then, from where they were, along the
  /// gradients found there, on another minibatch: extragradient (Korpelevich 1976; Gidel et al. 2019,
  /// arXiv:1802.10551, algorithms 2 and 4).
  case extragradient
}
