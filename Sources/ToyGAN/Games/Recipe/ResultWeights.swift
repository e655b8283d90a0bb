import ToyGANSettings

/// The weights of the generator that is the result of a run.
public enum ResultWeights: String, SettingWord {
  /// The weights that are trained.
  case current
  /// Their exponential moving average, which `generator.average` asks for.
  case average
}

extension Configuration {
  /// Whether evaluations measure the generator with averaged weights beside the one that is the result.
  package var hasAverageBesides: Bool {
    generator.average != nil && evaluation.weights == .current
  }
}
