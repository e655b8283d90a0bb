import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANTargets
@testable import ToyGANTheory

/// The Dirac-GAN, evaluated in Double by the interpreter.
///
/// Near its equilibrium the players' field is linear, and every method's rate of convergence is an
/// eigenvalue that can be worked out on paper; table 1 of Mescheder, Geiger and Nowozin 2018 lists them.
struct DiracGame {
  let dirac: ScalarGame
  private let fieldTerms, jacobianTerms: [Tensor]

  init(
    _ objective: Objective, penalties: [any Penalty] = [], optimizer: any Optimizer = SGD(),
    auxiliaryWeights: [AuxiliaryWeights] = []
  ) {
    dirac = .dirac(
      objective, penalties: penalties, optimizer: optimizer, auxiliaryWeights: auxiliaryWeights)
    (fieldTerms, jacobianTerms) = (dirac.field, dirac.jacobian)
  }

  private func values(_ outputs: [Tensor], _ theta: Double, _ psi: Double) -> [Double] {
    let given = dirac.start(at: SIMD2(theta, psi)).map { ($0.leaf, $0.values) }
    return Interpreter(Dictionary(uniqueKeysWithValues: given)).values(outputs).map { $0[0] }
  }

  /// What (θ, ψ) moves along: minus the gradients.
  func field(_ theta: Double, _ psi: Double) -> (Double, Double) {
    let values = values(fieldTerms, theta, psi)
    return (values[0], values[1])
  }

  /// Derivatives of the field, row by row.
  func jacobian(_ theta: Double = 0, _ psi: Double = 0) -> [[Double]] {
    let values = values(jacobianTerms, theta, psi)
    return [[values[0], values[1]], [values[2], values[3]]]
  }

  /// Distance from the equilibrium after each of some steps of gradient descent from (1, 1).
  func distances(rate: Double, steps: Int, alternating: Bool = false) -> [Double] {
    var (theta, psi) = (1.0, 1.0)
    return (0..<steps).map { _ in
      if alternating {
        psi += rate * field(theta, psi).1
        theta += rate * field(theta, psi).0
      } else {
        let (a, b) = field(theta, psi)
        (theta, psi) = (theta + rate * a, psi + rate * b)
      }
      return (theta * theta + psi * psi).squareRoot()
    }
  }
}

extension DiracGame {
  /// (θ, ψ) after each of some steps of a schedule, from the players as the trainer would move them.
  func path(
    _ schedule: Schedule, from start: (Double, Double), steps: Int, lookahead: Lookahead? = nil
  ) -> [(Double, Double)] {
    let game = dirac.game
    let back = Routine(
      "back",
      advancing: [game.generator, game.discriminator].map {
        ($0, $0.afterLookahead(share: lookahead?.share ?? 1))
      })
    let machine = InterpretedMachine(
      schedule.routines(descending: dirac.losses, in: game) + [back])
    for (leaf, values) in dirac.start(at: SIMD2(start.0, start.1)) { machine.give(leaf, values) }
    let places = dirac.coordinates
    return (1...steps).map { step in
      _ = (machine.run(0), machine.run(1))
      if let lookahead, step.isMultiple(of: lookahead.every) { _ = machine.run(2) }
      return (
        machine.values(of: places[0].leaf)[places[0].index],
        machine.values(of: places[1].leaf)[places[1].index]
      )
    }
  }
}

@Suite struct DiracTests {
  /// Of a 2 x 2 matrix: half its trace, and the square of half the eigenvalues' difference.
  private static func eigenvalues(_ m: [[Double]]) -> (middle: Double, square: Double) {
    let middle = (m[0][0] + m[1][1]) / 2
    return (middle, middle * middle - (m[0][0] * m[1][1] - m[0][1] * m[1][0]))
  }

  struct Known: Sendable, CustomTestStringConvertible {
    var objective: Objective
    var penalties: [any Penalty] = []
    /// Middle of the two eigenvalues, and square of half their difference.
    var middle, square: Double
    var testDescription: String { "\(objective) \(penalties)" }
  }

  /// With a = f'(0), 1/2 for logits and 1 for a critic: ±a i; with R1 or R2 of weight γ,
  /// -γ/2 ± √(γ²/4 - a²); with half of that for the Jensen-Shannon regularizer; with consensus of weight γ, -γ a² ± a i.
  static let known = [
    Known(objective: .minimax, middle: 0, square: -0.25),
    Known(objective: .nonSaturating, middle: 0, square: -0.25),
    Known(objective: .wasserstein, middle: 0, square: -1),
    Known(objective: .jensenShannon, middle: 0, square: -0.25),
    Known(objective: .relativisticPairing, middle: 0, square: -0.25),
    Known(objective: .minimax, penalties: [R1(weight: 0.3)], middle: -0.15, square: 0.0225 - 0.25),
    Known(objective: .nonSaturating, penalties: [R1(weight: 1)], middle: -0.5, square: 0),
    Known(objective: .nonSaturating, penalties: [R1(weight: 3)], middle: -1.5, square: 2),
    Known(objective: .minimax, penalties: [R2(weight: 1)], middle: -0.5, square: 0),
    Known(
      objective: .minimax, penalties: [JensenShannonRegularizer(weight: 0.6)], middle: -0.15,
      square: 0.0225 - 0.25),
    Known(objective: .minimax, penalties: [Consensus(weight: 1)], middle: -0.25, square: -0.25),
    Known(
      objective: .wasserstein, penalties: [Consensus(weight: 0.5)], middle: -0.5, square: -1),
    Known(
      objective: .wasserstein, penalties: [GradientPenalty(weight: 0.5, target: 0)], middle: -0.5,
      square: 0.25 - 1),
  ]

  @Test(arguments: known)
  func eigenvaluesAreThePapers(_ case: Known) {
    let game = DiracGame(`case`.objective, penalties: `case`.penalties)
    let (a, b) = game.field(0, 0)
    #expect(abs(a) < 1e-12 && abs(b) < 1e-12, "an equilibrium")
    let found = Self.eigenvalues(game.jacobian())
    // The floor under the root of a slope, 1e-12, shows where the slope is zero.
    #expect(abs(found.middle - `case`.middle) < 1e-6, "\(found)")
    #expect(abs(found.square - `case`.square) < 1e-6, "\(found)")
  }

  /// A linear rate that is measured: the last steps of gradient descent shrink or stretch the
  /// distance by the largest modulus of 1 + h λ.
  @Test(arguments: known)
  func ratesFollowFromEigenvalues(_ case: Known) {
    let h = 0.05
    let game = DiracGame(`case`.objective, penalties: `case`.penalties)
    let (middle, square) = (`case`.middle, `case`.square)
    let rate =
      square < 0
      ? ((1 + h * middle) * (1 + h * middle) - h * h * square).squareRoot()
      : 1 + h * (middle + square.squareRoot())
    // Away from the equilibrium the field is not linear; oscillations are averaged out.
    var (theta, psi) = (1e-6, 1e-6)
    var radii: [Double] = []
    for _ in 0..<1000 {
      let (a, b) = game.field(theta, psi)
      (theta, psi) = (theta + h * a, psi + h * b)
      radii.append(log((theta * theta + psi * psi).squareRoot()))
    }
    let measured = exp((radii[999] - radii[199]) / 800)
    // Critical damping decays as t e^(-t/2), which a fit over 800 steps sees as 2e-3 slower; the rest
    // is the radius of an ellipse that is not back where it began.
    #expect(abs(measured - rate) < (square == 0 ? 2.1e-3 : 2e-4), "\(measured) for \(rate)")
  }

  /// Who converges, as figure 3 of the paper shows it: 500 steps of 0.2 from (1, 1).
  ///
  /// With R1 or R2 of weight 0.3 a step shrinks the distance by 0.975: to 3e-6 of what it was.
  @Test func whoConverges() {
    func last(_ objective: Objective, _ penalties: [any Penalty] = []) -> Double {
      DiracGame(objective, penalties: penalties).distances(rate: 0.2, steps: 500).last ?? .nan
    }
    #expect(last(.minimax) > 1.4)
    // Section 3 of the paper: not out, but not in at a linear rate either.
    #expect(last(.nonSaturating) > 0.3)
    #expect(last(.wasserstein) > 1.4)
    #expect(last(.wasserstein, [GradientPenalty(weight: 0.7)]) > 0.3)
    #expect(last(.minimax, [R1(weight: 0.3)]) < 1e-5)
    #expect(last(.minimax, [R1(weight: 1)]) < 1e-6)
    #expect(last(.minimax, [R2(weight: 0.3)]) < 1e-5)
    #expect(last(.minimax, [Consensus(weight: 1)]) < 1e-6)
    #expect(last(.nonSaturating, [R1(weight: 0.3)]) < 1e-5)
  }

  /// A learning rate that falls to nothing in four updates is gone with the fifth, of which an
  /// extrapolation is half.
  @Test(arguments: Schedule.allCases)
  func annealingCountsUpdates(_ schedule: Schedule) {
    let game = DiracGame(
      .wasserstein,
      optimizer: SGD(learningRate: 0.1, annealing: .falling(.linear, updates: 4, to: 0)),
      auxiliaryWeights: schedule == .extragradient ? [AuxiliaryWeights(.anchor)] : [])
    let path = game.path(schedule, from: (1, 1), steps: 6)
    #expect(path[4] == path[3] && path[5] == path[3])
    #expect(path[3] != path[2] && path[2] != path[1])
  }

  /// Turn by turn the distance neither grows nor falls for long (section 3 of the paper).
  @Test func alternatingCycles() {
    let distances = DiracGame(.minimax).distances(rate: 0.2, steps: 2000, alternating: true)
    #expect(distances.allSatisfy { $0 > 1 && $0 < 2 })
  }

  /// Schedules and optimizers on the linear field of a critic, θ' = -ψ and ψ' = θ in size, whose map
  /// is a complex number: its modulus is the rate.
  struct Rate: Sendable, CustomTestStringConvertible {
    var name: String
    var schedule = Schedule.simultaneous
    var optimizer: any Optimizer = SGD(learningRate: h)
    var penalties: [any Penalty] = []
    var lookahead: Lookahead?
    var modulus: Double
    var testDescription: String { name }
    static let h = 0.1
  }

  /// With h the learning rate: 1 + i h; 1 + i h (1 + i h); the larger root of
  /// λ² - (1 + 2 i h) λ + i h; 1 + i h - h λ for an adjustment of weight λ; the mean of 1 and
  /// (1 + i h)^k for lookahead.
  static let rates: [Rate] = {
    let h = Rate.h
    func power(_ k: Int) -> (Double, Double) {
      (0..<k).reduce((1, 0)) { z, _ in (z.0 - h * z.1, z.1 + h * z.0) }
    }
    let five = power(5)
    return [
      Rate(name: "simultaneous", modulus: (1 + h * h).squareRoot()),
      Rate(name: "alternating", schedule: .alternating, modulus: 1),
      Rate(
        name: "extragradient", schedule: .extragradient,
        modulus: ((1 - h * h) * (1 - h * h) + h * h).squareRoot()),
      Rate(
        name: "optimistic", optimizer: SGD(learningRate: h, isOptimistic: true),
        modulus: Self.optimisticModulus(h)),
      Rate(
        name: "symplectic",
        penalties: [SymplecticGradientAdjustment(weight: 0.5, isAligned: false)],
        modulus: ((1 - 0.5 * h) * (1 - 0.5 * h) + h * h).squareRoot()),
      Rate(
        name: "lookahead", lookahead: Lookahead(every: 5, share: 0.5),
        modulus: pow(
          ((0.5 + 0.5 * five.0) * (0.5 + 0.5 * five.0) + 0.25 * five.1 * five.1).squareRoot(), 0.2)),
    ]
  }()

  /// |λ| of the root near 1, by Newton's method in complex numbers.
  private static func optimisticModulus(_ h: Double) -> Double {
    var (x, y) = (1.0, h)
    for _ in 0..<50 {
      // p = λ² - (1 + 2 i h) λ + i h, p' = 2 λ - (1 + 2 i h)
      let (a, b) = (x * x - y * y - x + 2 * h * y, 2 * x * y - y - 2 * h * x + h)
      let (c, d) = (2 * x - 1, 2 * y - 2 * h)
      let n = c * c + d * d
      (x, y) = (x - (a * c + b * d) / n, y - (b * c - a * d) / n)
    }
    return (x * x + y * y).squareRoot()
  }

  @Test(arguments: rates)
  func schedulesHaveTheirRates(_ rate: Rate) {
    let auxiliaryWeights: [AuxiliaryWeights] =
      (rate.schedule == .extragradient ? [AuxiliaryWeights(.anchor)] : [])
      + (rate.lookahead == nil ? [] : [AuxiliaryWeights(.slow)])
    let game = DiracGame(
      .wasserstein, penalties: rate.penalties, optimizer: rate.optimizer,
      auxiliaryWeights: auxiliaryWeights)
    let path = game.path(
      rate.schedule, from: (1, 0.5), steps: 1000, lookahead: rate.lookahead)
    let logs = path.map { log(($0.0 * $0.0 + $0.1 * $0.1).squareRoot()) }
    // A turn takes some 63 steps; where the path is an ellipse, its ends are that of whole turns
    // to within a step: 0.1 of the logarithm over 800 steps.
    let measured = exp((logs[999] - logs[199]) / 800)
    #expect(abs(measured - rate.modulus) < 1.5e-4, "\(measured) for \(rate.modulus)")
  }
}
