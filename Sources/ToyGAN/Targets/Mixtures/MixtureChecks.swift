import ToyGANSettings

extension GaussianMixture {
  /// The largest magnitude of a sample's coordinates such that their squares fit float32.
  static let farthest = 1e18

  /// Throws unless ten deviations from a point at `distance` from zero stay within `farthest`.
  ///
  /// `value` is the user's text under `key`.
  static func requireNear(
    _ distance: Double, deviation: Double = 0, key: @autoclosure () -> String,
    value: @autoclosure () -> String
  ) throws(SettingError) {
    guard distance + 10 * deviation <= farthest else {
      throw SettingError(
        key: key(), value: value(),
        allowed: "so small that samples, to ten deviations, are within \(farthest) of zero")
    }
  }

  static func check(
    means: [SIMD2<Double>], covariances: [Covariance], weights: [Double], key: String
  ) throws(SettingError) {
    try atLeastOne(means.count, key: "\(key).means")
    for (index, mean) in means.enumerated() where !(mean.x.isFinite && mean.y.isFinite) {
      throw SettingError(
        key: "\(key).means[\(index)]", value: "[\(mean.x), \(mean.y)]", allowed: "finite numbers")
    }
    try sameCount(covariances.count, means.count, key: "\(key).deviations")
    for (index, mean) in means.enumerated() {
      let deviation = covariances[index].deviations.max()
      try requireNear(
        0, deviation: deviation, key: "\(key).covariances[\(index)]",
        value: "a deviation of \(deviation)")
      try requireNear(
        max(abs(mean.x), abs(mean.y)), deviation: deviation, key: "\(key).means[\(index)]",
        value: "[\(mean.x), \(mean.y)]")
    }
    try check(weights: weights, modes: means.count, key: "\(key).weights")
  }

  static func check(
    weights: [Double], modes: Int, key: String
  ) throws(SettingError) {
    try sameCount(weights.count, modes, key: key)
    for (index, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
      throw SettingError(
        key: "\(key)[\(index)]", value: "\(weight)", allowed: "a finite number, 0 or above")
    }
    let total = weights.reduce(0, +)
    guard total > 0, total.isFinite else {
      throw SettingError(
        key: key, value: "\(weights)", allowed: "weights with a finite sum above 0")
    }
  }

  private static func sameCount(
    _ count: Int, _ modes: Int, key: String
  ) throws(SettingError) {
    guard count == modes else {
      throw SettingError(
        key: key, is: "a list of \(count)", allowed: "one for each of the \(modes) modes")
    }
  }

  static func atLeastOne(_ count: Int, key: String) throws(SettingError) {
    guard count >= 1 else {
      throw SettingError(key: key, value: "\(count)", allowed: "a whole number of 1 or more")
    }
  }

  static func positive(_ value: Double, key: String) throws(SettingError) {
    guard value > 0, value.isFinite else {
      throw SettingError(key: key, value: "\(value)", allowed: "a finite number above 0")
    }
  }
}
