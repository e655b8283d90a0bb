extension SIMD2<Double> {
  /// Distance from the origin.
  var length: Double { (x * x + y * y).squareRoot() }
}
