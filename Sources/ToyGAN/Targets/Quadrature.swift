import CGSL
import ToyGANCore

/// Points and weights of Gauss-Legendre quadrature on a range; it can also integrate functions known only
/// at the points, such as a network's outputs.
///
///     ∫ f(x) dx ≈ Σ wᵢ f(xᵢ),   exact for polynomials of degree 2 n - 1
package struct Quadrature: Sendable {
  package let points: [Double]
  package let weights: [Double]

  /// The rule with `count` points; traps if there are none.
  package init(over range: ClosedRange<Double>, count: Int) {
    GSL.start()
    guard count > 0, let table = gsl_integration_glfixed_table_alloc(count) else {
      fatalError("no rule of \(count) points")
    }
    defer { gsl_integration_glfixed_table_free(table) }
    let pairs = (0..<count).map { place in
      var (point, weight) = (0.0, 0.0)
      gsl_integration_glfixed_point(
        range.lowerBound, range.upperBound, place, &point, &weight, table)
      return (point, weight)
    }
    (points, weights) = (pairs.map(\.0), pairs.map(\.1))
  }

  /// Σ wᵢ f(i, xᵢ) over the points, with i their index.
  package func sum(_ f: (Int, Double) -> Double) -> Double {
    points.indices.reduce(0.0) { $0 + weights[$1] * f($1, points[$1]) }
  }
}
