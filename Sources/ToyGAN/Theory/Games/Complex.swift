/// A complex number; multiplication by it rotates and scales the plane.
struct Complex: Equatable {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double = 0) { (self.real, self.imaginary) = (real, imaginary) }

  var modulus: Double { (real * real + imaginary * imaginary).squareRoot() }
  var point: SIMD2<Double> { SIMD2(real, imaginary) }

  // Methods and not operators: further meanings of * and + would make expressions of literals ambiguous in
  // a module whose tensors can also be literals.
  func minus(_ b: Complex) -> Complex { Complex(real - b.real, imaginary - b.imaginary) }

  func times(_ b: Complex) -> Complex {
    Complex(
      real * b.real - imaginary * b.imaginary, real * b.imaginary + imaginary * b.real)
  }

  func over(_ b: Double) -> Complex { Complex(real / b, imaginary / b) }

  /// Its power with a whole exponent, 0 or above.
  func power(_ n: Int) -> Complex { (0..<n).reduce(Complex(1)) { z, _ in z.times(self) } }
}
