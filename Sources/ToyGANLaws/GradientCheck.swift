import ToyGAN

/// A directional derivative, computed from its expression and by difference quotients.
public struct GradientCheck: CustomStringConvertible, Sendable {
  /// Order of the derivative.
  public var order: Int
  /// The value of the expression.
  public var analytic: Double
  /// The value of the difference quotient.
  public var numeric: Double

  /// The difference, relative to the derivative, or to a thousandth if that is larger.
  public var error: Double {
    let difference = abs(analytic - numeric)
    return difference.isNaN ? .infinity : difference / max(abs(analytic), abs(numeric), 1e-3)
  }

  public var description: String {
    "order \(order): analytic \(analytic), numeric \(numeric), error \(error)"
  }

  /// Compares `derivative` [1, 1] with that of the sum of `f` along `direction`.
  public init(
    _ f: Tensor, derivative: Tensor, along direction: [Tensor: [Double]],
    given: [Tensor: [Double]], order: Int = 1
  ) {
    self.order = order
    analytic = Interpreter(given).value(derivative)[0]
    numeric = Quotient(f.sum(), direction, given).limit
  }

  /// Checks the derivative of `f` at `leaves` along a random direction, and the derivative of that
  /// derivative at `secondLeaves` (by default the same leaves) along another direction.
  public static func orders(
    _ f: Tensor, at leaves: [Tensor], then secondLeaves: [Tensor]? = nil,
    given: [Tensor: [Double]], seed: UInt64 = 3
  ) -> [GradientCheck] {
    var (random, given) = (SeededGenerator(seed), given)
    let (first, v) = slope(of: f, at: leaves, &random, &given)
    let (second, w) = slope(of: first, at: secondLeaves ?? leaves, &random, &given)
    return [
      GradientCheck(f, derivative: first, along: v, given: given),
      GradientCheck(first, derivative: second, along: w, given: given, order: 2),
    ]
  }

  /// The derivative [1, 1] of `f` along a random direction, which is represented by additional leaves.
  public static func slope(
    of f: Tensor, at leaves: [Tensor], _ random: inout SeededGenerator,
    _ given: inout [Tensor: [Double]]
  ) -> (Tensor, [Tensor: [Double]]) {
    var (direction, sum): ([Tensor: [Double]], Tensor) = ([:], .constant(0))
    for (leaf, gradient) in zip(leaves, f.gradients(at: leaves)) {
      let v = Tensor.leaf("direction", leaf.shape.rows, leaf.shape.columns)
      let numbers = random.numbers(leaf.shape.count)
      (given[v], direction[leaf]) = (numbers, numbers)
      sum = sum + (gradient * v).sum()
    }
    return (sum, direction)
  }
}

/// Central differences of seven points, with decreasing step sizes.
private struct Quotient {
  private let f: Tensor
  private let direction, given: [Tensor: [Double]]

  init(_ f: Tensor, _ direction: [Tensor: [Double]], _ given: [Tensor: [Double]]) {
    (self.f, self.direction, self.given) = (f, direction, given)
  }

  /// The estimate that changed least from the previous step size, among steps that do not cross a kink.
  var limit: Double {
    let kinks = Kinks(in: [f])
    let home = kinks.sides(given)
    var (best, change, last) = (Double.nan, Double.infinity, Double?.none)
    for power in 0..<9 {
      let step = 0.02 / Double(1 << (2 * power))
      if !home.isEmpty, (-3...3).contains(where: { kinks.sides(point($0, step)) != home }) {
        continue
      }
      let estimate = quotient(step)
      if let last, abs(estimate - last) < change {
        (best, change) = (estimate, abs(estimate - last))
      }
      last = estimate
      if change < 1e-11 * max(abs(best), 1e-3) { break }
    }
    return best
  }

  private func point(_ k: Int, _ step: Double) -> [Tensor: [Double]] {
    var moved = given
    for (leaf, v) in direction {
      moved[leaf] = zip(given[leaf] ?? [], v).map { $0 + Double(k) * step * $1 }
    }
    return moved
  }

  /// The difference quotient, which is exact for polynomials of degree 6 (Fornberg 1988, table 1).
  private func quotient(_ step: Double) -> Double {
    let weights = [(1, 45.0), (2, -9.0), (3, 1.0)]
    return weights.reduce(0) { sum, term in
      let (up, down) = (point(term.0, step), point(-term.0, step))
      return sum + term.1 * (Interpreter(up).value(f)[0] - Interpreter(down).value(f)[0])
    } / (60 * step)
  }
}
