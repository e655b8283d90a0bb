extension SIMD2<Double> {
  /// Distance from the origin.
  package var length: Double { (x * x + y * y).squareRoot() }
}
