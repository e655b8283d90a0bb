import Foundation
import ToyGANGames

/// A discrete-time method for the game V = x y, with its theory in closed form.
///
/// With w = x + i y the players' field is i w, a rotation: most methods multiply w by a complex number at
/// each step, and its modulus decides whether they converge.
enum BilinearMethod: CaseIterable {
  case simultaneous, alternating, extragradient, optimistic, consensus, averagedSimultaneous,
    averagedAlternating

  /// Step size η of all methods.
  static let learningRate = 0.2
  /// Weight γ of consensus optimization.
  static let weight = 0.25

  var title: String {
    switch self {
    case .simultaneous: "simultaneous"
    case .alternating: "alternating"
    case .extragradient: "extragradient"
    case .optimistic: "optimistic"
    case .consensus: "consensus"
    case .averagedSimultaneous: "mean, simultaneous"
    case .averagedAlternating: "mean, alternating"
    }
  }

  var isAveraged: Bool { self == .averagedSimultaneous || self == .averagedAlternating }

  /// The game with the method's optimizer, penalty and averages.
  func game(learningRate: Double = learningRate) -> ScalarGame {
    .bilinear(
      penalties: self == .consensus ? [Consensus(weight: BilinearMethod.weight)] : [],
      optimizer: SGD(learningRate: learningRate, isOptimistic: self == .optimistic),
      auxiliaryWeights: isAveraged
        ? [AuxiliaryWeights(.history)] : self == .extragradient ? [AuxiliaryWeights(.anchor)] : [])
  }

  var schedule: Schedule {
    switch self {
    case .alternating, .averagedAlternating: .alternating
    case .extragradient: .extragradient
    case .simultaneous, .optimistic, .consensus, .averagedSimultaneous: .simultaneous
    }
  }

  /// The positions of the library's players at the start and after each step, (x, y).
  func path(from start: SIMD2<Double>, steps: Int) -> [SIMD2<Double>] {
    ScalarGamePlay(game(), schedule: schedule).path(
      from: start, steps: steps, averaged: isAveraged)
  }

  /// The largest modulus of the eigenvalues of a step, which is the asymptotic factor of the radius per
  /// step; nil for averaged iterates, which are not a map of their previous values.
  ///
  /// √(1 + η²); 1, as long as η < 2; √(1 - η² + η⁴); √((1 + √(1 - 4η²)) / 2) as long as η < 1/2;
  /// √((1 - η γ)² + η²).
  func modulus(learningRate h: Double = learningRate) -> Double? {
    switch self {
    case .simultaneous: (1 + h * h).squareRoot()
    case .alternating: 1
    case .extragradient: (1 - h * h + h * h * h * h).squareRoot()
    case .optimistic: ((1 + (1 - 4 * h * h).squareRoot()) / 2).squareRoot()
    case .consensus: Complex(1 - h * BilinearMethod.weight, h).modulus
    case .averagedSimultaneous, .averagedAlternating: nil
    }
  }
}

// MARK: - Closed forms

extension BilinearMethod {
  /// The positions of the players in exact arithmetic after `steps` steps from w₀ = x + i y.
  func exact(from start: SIMD2<Double>, steps n: Int) -> SIMD2<Double> {
    let (h, w) = (BilinearMethod.learningRate, Complex(start.x, start.y))
    switch self {
    case .simultaneous: return Complex(1, h).power(n).times(w).point
    case .extragradient: return Complex(1 - h * h, h).power(n).times(w).point
    case .consensus: return Complex(1 - h * BilinearMethod.weight, h).power(n).times(w).point
    case .optimistic: return BilinearMethod.optimistic(w, n, h).point
    case .alternating: return BilinearMethod.alternating(start, n, h)
    case .averagedSimultaneous:
      // Σ zᵏ = (zⁿ⁺¹ - 1) / (z - 1), and z - 1 = i η.
      let sum = Complex(1, h).power(n + 1).minus(Complex(1)).times(Complex(0, -1 / h))
      return sum.times(w).point / Double(n + 1)
    case .averagedAlternating: return BilinearMethod.averagedAlternating(start, n, h)
    }
  }

  /// The orbit in continuous time, w₀ exp(i t): a circle.
  static func orbit(from start: SIMD2<Double>, time: Double) -> SIMD2<Double> {
    Complex(cos(time), sin(time)).times(Complex(start.x, start.y)).point
  }

  /// The quantity that alternating steps conserve, x² + η x y + y²: an ellipse.
  static func conserved(at w: SIMD2<Double>, learningRate h: Double = learningRate) -> Double {
    w.x * w.x + h * w.x * w.y + w.y * w.y
  }

  /// A λ₊ⁿ + B λ₋ⁿ, with λ± the roots of λ² - (1 + 2 i η) λ + i η and w₁ = (1 + 2 i η) w₀.
  private static func optimistic(_ w: Complex, _ n: Int, _ h: Double) -> Complex {
    let root = (1 - 4 * h * h).squareRoot()
    let (plus, minus) = (Complex((1 + root) / 2, h), Complex((1 - root) / 2, h))
    // λ₊ + λ₋ = 1 + 2 i η and λ₊ - λ₋ = root: A = λ₊ w₀ / root and B = -λ₋ w₀ / root.
    return plus.power(n + 1).minus(minus.power(n + 1)).over(root).times(w)
  }

  /// Mⁿ w, with M = [[1 - η², -η], [η, 1]] of determinant 1 and trace 2 cos φ.
  ///
  /// By Cayley and Hamilton Mⁿ = (sin n φ M - sin (n - 1) φ) / sin φ.
  private static func alternating(
    _ w: SIMD2<Double>, _ n: Int, _ h: Double
  ) -> SIMD2<Double> {
    let turn = acos(1 - h * h / 2)
    let next = SIMD2((1 - h * h) * w.x - h * w.y, h * w.x + w.y)
    return (sin(Double(n) * turn) * next - sin(Double(n - 1) * turn) * w) / sin(turn)
  }

  /// (Mⁿ⁺¹ - 1) (M - 1)⁻¹ w / (n + 1): a bounded path over a growing number of steps.
  private static func averagedAlternating(
    _ w: SIMD2<Double>, _ n: Int, _ h: Double
  ) -> SIMD2<Double> {
    // M - 1 = η [[-η, -1], [1, 0]].
    let seed = SIMD2(w.y, -w.x - h * w.y) / h
    return (alternating(seed, n + 1, h) - seed) / Double(n + 1)
  }
}
