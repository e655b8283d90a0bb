import Glibc
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

/// Updates against the papers' formulas, worked out here entry by entry in Double.
@Suite struct OptimizerTests {
  static let start = [0.5, -1.25, 2, 0.125]
  /// The gradient of Σ a p² / 2 + b p is a p + b; one entry has none at all.
  static let (a, b) = ([1.0, 0.3, -0.2, 0], [0.1, -0.7, 0.4, 0])

  /// Parameters and memory after each of ten steps down that function.
  private static func run(
    _ optimizer: any Optimizer, on machine: ([Routine]) -> any Machine
  ) -> [[Double]] {
    let (p, time) = (Tensor.leaf("p", 1, 4), Tensor.leaf("time", 1, 1))
    let (a, b) = (Tensor.leaf("a", 1, 4), Tensor.leaf("b", 1, 4))
    let state = optimizer.slots.map { Tensor.leaf($0, 1, 4) }
    let loss = (0.5 * a * p.squared() + b * p).sum()
    let next = optimizer.step(
      p, gradient: loss.gradient(at: p), state: state, time: time + 1)
    let updates = [(p, next.parameters)] + Array(zip(state, next.state)) + [(time, time + 1)]
    let machine = machine([Routine("step", updates: updates.map { (leaf: $0.0, value: $0.1) })])
    let zeros = Array(repeating: 0.0, count: 4)
    for (leaf, values) in [(p, start), (a, Self.a), (b, Self.b), (time, [0])]
      + state.map({ ($0, zeros) })
    { machine.give(leaf, values) }
    return (0..<10).map { _ in
      _ = machine.run(0)
      return machine.values(of: p)
    }
  }

  /// The same by hand: `rule` takes an entry, its gradient, the step's number, and its memory.
  private static func table(
    _ rule: (Double, Double, Int, inout (Double, Double)) -> Double
  ) -> [[Double]] {
    var (p, state) = (start, Array(repeating: (0.0, 0.0), count: 4))
    return (1...10).map { t in
      for i in p.indices { p[i] = rule(p[i], a[i] * p[i] + b[i], t, &state[i]) }
      return p
    }
  }

  private func check(_ optimizer: any Optimizer, _ table: [[Double]]) {
    let exact = Self.run(optimizer) { InterpretedMachine($0) }
    let compiled = Self.run(optimizer) { CompiledMachine($0) }
    for (step, row) in table.enumerated() {
      for i in row.indices {
        #expect(abs(exact[step][i] - row[i]) < 1e-13, "step \(step + 1), entry \(i)")
        // Ten roundings of numbers below 4.
        #expect(abs(compiled[step][i] - row[i]) < 3e-6, "compiled, step \(step + 1), entry \(i)")
      }
    }
  }

  /// Kingma and Ba 2015, algorithm 1, line by line.
  @Test(arguments: [0.0, 1e-4], [0.0, 0.5, 0.9])
  func adam(_ epsilonUnderRoot: Double, _ beta1: Double) {
    let (rate, beta2, epsilon) = (0.1, 0.99, 1e-8)
    let optimizer = Adam(
      learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon,
      epsilonUnderRoot: epsilonUnderRoot)
    check(
      optimizer,
      Self.table { p, g, t, state in
        state.0 = beta1 * state.0 + (1 - beta1) * g
        state.1 = beta2 * state.1 + (1 - beta2) * g * g
        let m = state.0 / (1 - pow(beta1, Double(t)))
        let v = state.1 / (1 - pow(beta2, Double(t)))
        return p - rate * m / ((v + epsilonUnderRoot).squareRoot() + epsilon)
      })
  }

  /// Betas that follow a schedule; the corrections are by the products of their values.
  @Test(arguments: [(nil, 1.05), (0.0, nil), (0.0, 1.05)] as [(Double?, Double?)])
  func adamWithChangingBetas(_ ends: (first: Double?, second: Double?)) {
    let (rate, beta1, beta2) = (0.1, 0.5, 0.9)
    func schedule(_ end: Double?) -> FactorSchedule? {
      end.map { FactorSchedule(.linear, over: .updates(4), to: $0) }
    }
    func value(_ beta: Double, _ end: Double?, at t: Int) -> Double {
      beta * (1 + ((end ?? 1) - 1) * min(1, Double(t - 1) / 4))
    }
    check(
      Adam(
        learningRate: rate, beta1: beta1, beta2: beta2,
        beta1Annealing: schedule(ends.first), beta2Annealing: schedule(ends.second)),
      Self.table { p, g, t, state in
        let (first, second) = (value(beta1, ends.first, at: t), value(beta2, ends.second, at: t))
        state.0 = first * state.0 + (1 - first) * g
        state.1 = second * state.1 + (1 - second) * g * g
        let products = (1...t).reduce((1.0, 1.0)) {
          ($0.0 * value(beta1, ends.first, at: $1), $0.1 * value(beta2, ends.second, at: $1))
        }
        let (m, v) = (state.0 / (1 - products.0), state.1 / (1 - products.1))
        return p - rate * m / (v.squareRoot() + 1e-8)
      })
  }

  @Test func aBetaMustStayBelowOne() throws {
    let error = #expect(throws: SettingError.self) {
      try Configuration(yaml: "optimizer: {beta2: 0.9, beta2Annealing: {to: 1.2}}").validate()
    }
    #expect(error?.key == "generator.optimizer.beta2Annealing.to" && error?.value == "1.2")
    let yaml = "optimizer: {beta2: 0.9, beta2Annealing: {to: 1.1}, isOptimistic: true}"
    let configuration = try Configuration(yaml: yaml)
    #expect(
      configuration.schedulesOverRun == [
        "generator.optimizer.beta2Annealing", "discriminator.optimizer.beta2Annealing",
      ])
    #expect(try Configuration(yaml: configuration.yaml).node == configuration.node)
  }

  /// m̂ = g and v̂ = g² at t = 1, whatever the betas: the step is the rate, in the sign's direction.
  @Test(arguments: [1e-4, 1e-2])
  func adamsFirstStepIsTheLearningRate(_ rate: Double) {
    let first = Self.run(Adam(learningRate: rate)) { CompiledMachine($0) }[0]
    for (i, p) in first.enumerated() {
      let g = Self.a[i] * Self.start[i] + Self.b[i]
      // Rounding of p itself, at most 2, is 1.2e-7.
      #expect(abs(p - (Self.start[i] - rate * Unary.sign(g))) < 2.5e-7, "entry \(i)")
    }
  }

  /// In the form of PyTorch's documentation.
  @Test(arguments: [0.0, 0.9])
  func sgd(_ momentum: Double) {
    check(
      SGD(learningRate: 0.1, momentum: momentum),
      Self.table { p, g, _, state in
        state.0 = momentum * state.0 + g
        return p - 0.1 * state.0
      })
  }

  /// Tieleman and Hinton 2012, epsilon under the root.
  @Test func rmsProp() {
    check(
      RMSProp(learningRate: 0.05, decay: 0.9, epsilon: 1e-6),
      Self.table { p, g, _, state in
        state.0 = 0.9 * state.0 + (1 - 0.9) * g * g
        return p - 0.05 * g / (state.0 + 1e-6).squareRoot()
      })
  }

  /// Whether differentiating through a step at rest is safe is what the rule says it is.
  @Test(
    arguments: [
      Adam(), Adam(epsilonUnderRoot: 1e-8), RMSProp(), RMSProp(epsilon: 0), SGD(),
      SGD(momentum: 0.5),
    ] as [any Optimizer])
  func differentiabilityAtRest(_ optimizer: any Optimizer) {
    let (g, zero) = (Tensor.leaf("g", 1, 1), Tensor.constant(0))
    let next = optimizer.step(
      zero, gradient: g, state: optimizer.slots.map { _ in zero }, time: .constant(1))
    let slope = Interpreter([g: [0]]).value(next.parameters.gradient(at: g))[0]
    #expect(slope.isFinite == optimizer.isDifferentiableAtZeroGradient)
  }
}
