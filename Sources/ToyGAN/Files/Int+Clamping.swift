extension Int {
  /// The whole number towards zero from a number that may come from a file: 0 for NaN, and within ±2^53.
  package init(clamping value: Double) {
    let bound = 9_007_199_254_740_992.0
    self = value.isNaN ? 0 : Int(Swift.min(Swift.max(value, -bound), bound))
  }
}
