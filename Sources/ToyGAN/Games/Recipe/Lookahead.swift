import ToyGANSettings

/// Lookahead: at regular intervals the weights are moved back towards slow weights that follow them.
///
///     φ ← φ + share · (θ - φ),   θ ← φ
///
/// for both players, every `every` generator updates. Zhang et al. 2019, arXiv:1907.08610; for games
/// Chavdarova et al. 2021, arXiv:2006.14567, algorithm 1. With spectral normalization the singular vectors stay
/// those of θ until the next update.
public struct Lookahead: Hashable, SettingSection {
  /// Number of generator updates between updates of the slow weights.
  public var every: Int
  /// α in the paper, in (0, 1].
  public var share: Double

  public init() { self.init(every: 5) }
  /// Lookahead that updates the slow weights every `every` generator updates, by this share of the
  /// distance.
  public init(every: Int = 5, share: Double = 0.5) { (self.every, self.share) = (every, share) }

  public static var settings: [Setting<Self>] {
    [
      Setting("every", \.every, .positive, "generator updates between two steps of lookahead"),
      Setting(
        "share", \.share, .share,
        "fraction of the distance by which the slow weights move towards the trained weights, α"),
    ]
  }
}
