import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANGames
@testable import ToyGANTheory

@Suite struct AnnealingTests {
  private static func factor(_ annealing: FactorSchedule, _ time: Double) -> Double {
    let leaf = Tensor.leaf("time", 1, 1)
    return Interpreter([leaf: [time]]).value(annealing.factor(at: leaf))[0]
  }

  /// Against the formulas, at the first update, on the way, at its end and long after.
  @Test(arguments: [1.0, 2, 26, 76, 101, 1000])
  func coursesFollowTheirFormulas(_ time: Double) {
    let way = min((time - 1) / 100, 1)
    let expected: [(ScheduleCurve, Double)] = [
      (.linear, 1 - 0.9 * way), (.exponential, pow(0.1, way)),
      (.cosine, 0.1 + 0.9 * (1 + cos(Double.pi * way)) / 2),
    ]
    #expect(Set(expected.map(\.0)) == Set(ScheduleCurve.allCases))
    for (course, value) in expected {
      let found = Self.factor(.falling(course, updates: 100, to: 0.1), time)
      #expect(abs(found - value) < 2e-7, "\(course)")
    }
  }

  /// A constant gradient moves plain gradient descent by the sum of the factors.
  @Test func stepsShrink() {
    let optimizer = SGD(learningRate: 0.5, annealing: .falling(.linear, updates: 4, to: 0))
    let (p, time) = (Tensor.leaf("p", 1, 1), Tensor.leaf("time", 1, 1))
    let next = optimizer.step(p, gradient: 2, state: [], time: time + 1).parameters
    let machine = CompiledMachine([Routine("step", updates: [(p, next), (time, time + 1)])])
    for leaf in [p, time] { machine.give(leaf, [0]) }
    let path = (0..<6).map { _ in
      _ = machine.run(0)
      return machine.values(of: p)[0]
    }
    #expect(path == [-1, -1.75, -2.25, -2.5, -2.5, -2.5])
  }

  @Test func itIsWrittenAndRead() throws {
    let text = "optimizer: {name: adam, annealing: {course: cosine, steps: 500, to: 0.01}}"
    let configuration = try Configuration(yaml: text)
    let adam = try #require(configuration.generator.optimizer as? Adam)
    #expect(adam.annealing == .falling(.cosine, updates: 500, to: 0.01))
    #expect(try Configuration(yaml: configuration.yaml).yaml == configuration.yaml)
    let off = try Configuration(assignments: [
      Assignment("generator.optimizer.annealing={course: linear, steps: 3, to: 0}"),
      Assignment("generator.optimizer.annealing=none"),
    ])
    #expect((off.generator.optimizer as? Adam)?.annealing == nil)
  }

  /// A schedule over the run is the schedule over the number of updates that its player makes.
  @Test(arguments: [Schedule.alternating, .simultaneous, .extragradient])
  func theRunIsTheNumberOfThePlayersUpdates(_ schedule: Schedule) throws {
    let turns: (generator: Int, discriminator: Int) = schedule == .alternating ? (2, 3) : (1, 1)
    let updates = schedule == .alternating ? 12 : 7
    func samples(_ own: String, _ discriminators: String) throws -> [Float] {
      let configuration = try Configuration(
        yaml: """
          schedule: \(schedule.rawValue)
          steps: 7
          batch: 8
          generator:
            steps: \(turns.generator)
            latent: 2
            hidden: [4]
            optimizer: {name: adam, annealing: {course: cosine, steps: \(own), to: 0.1}}
          discriminator:
            steps: \(turns.discriminator)
            hidden: [4]
            optimizer: {name: sgd, annealing: {course: linear, steps: \(discriminators), to: 0}}
            instanceNoise: {deviation: 0.5, steps: \(discriminators), to: 0.2, course: exponential}
          """)
      let trainer = Trainer(try Recipe(configuration))
      #expect(trainer.advance(to: 7) == nil)
      return trainer.samples(20)
    }
    let run = try samples("run", "run")
    #expect(try run == samples("7", "\(updates)"))
    #expect(try run != samples("8", "\(updates)"))
    #expect(try run != samples("7", "\(updates + 1)"))
  }

  /// Noise follows its curve from its deviation to a factor of it, and stays there.
  @Test(arguments: ScheduleCurve.allCases)
  func noiseFollowsItsCurve(_ curve: ScheduleCurve) {
    let (x, t) = (Tensor.leaf("x", 1, 1), Tensor.leaf("t", 1, 1))
    let noise = InstanceNoise(deviation: 2, curve, over: .updates(100), to: 0.25)
    let seen = noise(x, updates: t)
    let draws = Tensor.nodes(of: [seen]).filter {
      if case .draw = $0.node.op { true } else { false }
    }
    #expect(draws.count == 1)
    func deviation(_ updates: Double) -> Double {
      Interpreter([x: [0], t: [updates], draws[0]: [1]]).value(seen)[0]
    }
    #expect(deviation(0) == 2)
    #expect(abs(deviation(100) - 0.5) < 1e-6 && deviation(1000) == deviation(100))
    #expect(abs(deviation(50) - (curve == .exponential ? 1 : 1.25)) < 1e-6)
  }
}
