import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANStudies
@testable import ToyGANTraining

/// Networks and optimizers against PyTorch's own in float64; see README.md in this folder.
@Suite struct LayerTests {
  /// What `layers.json` holds.
  struct Reference: Decodable {
    struct Training: Decodable {
      /// Before each of ten updates.
      var losses: [Double]
      /// After them, in the order of our layouts.
      var parameters, kept, evaluated: [Double]
    }
    struct Paths: Decodable {
      /// Four parameters after each of a hundred updates.
      var adam, rmsprop, sgd, momentum: [Double]
    }
    var batchNormalization, spectralNormalization, maxout: Training
    var optimizers: Paths
  }

  static func reference() throws -> Reference {
    let file = Bundle.module.url(forResource: "layers", withExtension: "json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: #require(file)))
  }

  /// `numbers` of `layers.py`.
  static func numbers(_ array: Int, _ count: Int) -> [Double] {
    (0..<count).map { Double(Float(2 * ReferenceInputs.uniform(array, $0) - 1)) }
  }

  static func network(_ activation: Activation, _ layers: HiddenLayers) -> MLP {
    MLP(inputs: 3, hidden: [5], outputs: 2, activation: activation, layers: layers)
  }

  /// Ten gradient steps down mean (output - 1)², as `train` of `layers.py` makes them.
  private static func train(
    _ architecture: MLP, vectors: [Double] = [], on machine: ([Routine]) -> any Machine
  ) -> Reference.Training {
    let player = Player("network", architecture, SGD(learningRate: 0.1))
    let x = Tensor.leaf("x", 8, 3)
    let loss = (player(x) - 1).squared().mean()
    let network = player.network
    let settle = network.singularVectors.flatMap { leaf in
      network.iteratedSingularVectors().map { (leaf: leaf, value: $0) }
    }
    let machine = machine([
      Routine(
        "step", outputs: [loss], advancing: [(player, player.updated(descending: loss, seen: [x]))]),
      Routine("evaluate", outputs: [network.inEvaluationMode(x)]),
      Routine("settle", updates: settle.map { [$0] } ?? []),
    ])
    let layout = architecture.layout
    let start = layout.entries.enumerated().flatMap { numbers($0.offset, $0.element.shape.count) }
    machine.give(network.parameters, start)
    machine.give(player.time, [0])
    if let leaf = network.statistics {
      let stream = RandomStream(seed: 0, name: "unused")
      machine.give(leaf, architecture.statistics.initialValues(from: stream).map(Double.init))
    }
    if let leaf = network.singularVectors {
      machine.give(leaf, vectors)
      _ = machine.run(2)
    }
    var vectors: [Double] = []
    let losses = (0..<10).map { step in
      // PyTorch looks its vectors up before it uses them, and so ends with those of the last step.
      vectors = network.singularVectors.map(machine.values) ?? []
      machine.give(x, numbers(100 + step, 24))
      return machine.run(0)[0][0]
    }
    machine.give(x, numbers(100, 24))
    return Reference.Training(
      losses: losses, parameters: machine.values(of: network.parameters),
      kept: (network.statistics.map(machine.values) ?? []) + vectors, evaluated: machine.run(1)[0])
  }

  private func check(
    _ ours: Reference.Training, _ theirs: Reference.Training, tolerance: Double
  ) {
    for (a, b, what) in [
      (ours.losses, theirs.losses, "losses"), (ours.parameters, theirs.parameters, "parameters"),
      (ours.kept, theirs.kept, "kept"), (ours.evaluated, theirs.evaluated, "evaluated"),
    ] {
      #expect(a.count == b.count)
      let error = zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(error < tolerance, "\(what)")
    }
  }

  /// Rounding of the interpreter, and of Float over ten steps.
  private static func machine(
    _ number: Int
  ) -> (tolerance: Double, make: ([Routine]) -> any Machine) {
    number == 0 ? (1e-10, { InterpretedMachine($0) }) : (1e-5, { CompiledMachine($0) })
  }

  /// Forward, backward, running statistics, and evaluation by them.
  @Test(arguments: [0, 1])
  func batchNormalization(_ machine: Int) throws {
    let (tolerance, make) = Self.machine(machine)
    let architecture = Self.network(
      .tanh, HiddenLayers(batchNormalization: BatchNormalization()))
    check(
      Self.train(architecture, on: make), try Self.reference().batchNormalization,
      tolerance: tolerance)
  }

  /// One power iteration at every step; what is evaluated afterwards is one iteration further than
  /// PyTorch's, and not compared.
  @Test(arguments: [0, 1])
  func spectralNormalization(_ machine: Int) throws {
    let (tolerance, make) = Self.machine(machine)
    let architecture = Self.network(.tanh, HiddenLayers(isSpectrallyNormalized: true))
    func unit(_ array: Int, _ count: Int) -> [Double] {
      let v = Self.numbers(array, count)
      let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return v.map { $0 / length }
    }
    // Left vectors are made from right ones, which alone matter at the start.
    let vectors = [1, 0, 0] + unit(10, 5) + [1, 0, 0, 0, 0] + unit(11, 2)
    let ours = Self.train(architecture, vectors: vectors, on: make)
    var theirs = try Self.reference().spectralNormalization
    theirs.evaluated = ours.evaluated
    check(ours, theirs, tolerance: tolerance)
  }

  @Test(arguments: [0, 1])
  func maxout(_ machine: Int) throws {
    let (tolerance, make) = Self.machine(machine)
    let architecture = Self.network(.linear, HiddenLayers(maxout: 3))
    check(Self.train(architecture, on: make), try Self.reference().maxout, tolerance: tolerance)
  }

  /// A hundred steps of each.
  ///
  /// RMSProp's epsilon stands under the root here and outside it there, and
  /// is too small to matter.
  @Test func optimizers() throws {
    let paths = try Self.reference().optimizers
    let cases: [(any Optimizer, [Double])] = [
      (Adam(learningRate: 0.05, beta1: 0.5, beta2: 0.9, epsilon: 1e-8), paths.adam),
      (RMSProp(learningRate: 0.02, decay: 0.9, epsilon: 1e-30), paths.rmsprop),
      (SGD(learningRate: 0.05), paths.sgd),
      (SGD(learningRate: 0.02, momentum: 0.8), paths.momentum),
    ]
    let (a, b) = (Tensor.leaf("a", 1, 4), Tensor.leaf("b", 1, 4))
    let (p, time) = (Tensor.leaf("p", 1, 4), Tensor.leaf("time", 1, 1))
    let gradient = a * p + b
    for (optimizer, path) in cases {
      let state = optimizer.slots.map { Tensor.leaf($0, 1, 4) }
      let next = optimizer.step(p, gradient: gradient, state: state, time: time + 1)
      var updates = [(leaf: p, value: next.parameters), (leaf: time, value: time + 1)]
      updates += zip(state, next.state).map { (leaf: $0, value: $1) }
      let machine = InterpretedMachine([Routine("step", updates: updates)])
      machine.give(a, Self.numbers(20, 4).map { $0 + 1.5 })
      machine.give(b, Self.numbers(21, 4))
      machine.give(p, Self.numbers(22, 4))
      machine.give(time, [0])
      for leaf in state { machine.give(leaf, [0, 0, 0, 0]) }
      for step in 0..<100 {
        _ = machine.run(0)
        let error = zip(machine.values(of: p), path[(4 * step)..<(4 * step + 4)])
          .reduce(0) { max($0, abs($1.0 - $1.1)) }
        #expect(error < 1e-11, "\(type(of: optimizer).name), step \(step)")
      }
    }
  }
}
