import ToyGANSettings

/// The order of the players' updates within a step.
public enum Schedule: String, SettingWord {
  /// The discriminator is updated first; the generator is then updated against the new discriminator.
  case alternating
  /// Both players are updated from the same point, on the same minibatch.
  case simultaneous
  /// Both players first extrapolate by one step and then step from where they were, along the gradients
  /// found at the extrapolated point on another minibatch: extragradient (Korpelevich 1976; Gidel et al.
  /// 2019, arXiv:1802.10551, algorithms 2 and 4).
  case extragradient
}
