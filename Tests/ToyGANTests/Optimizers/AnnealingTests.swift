import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANTheory

@Suite struct AnnealingTests {
  private static func factor(_ annealing: LearningRateSchedule, _ time: Double) -> Double {
    let leaf = Tensor.leaf("time", 1, 1)
    return Interpreter([leaf: [time]]).value(annealing.factor(at: leaf))[0]
  }

  /// Against the formulas, at the first update, on the way, at its end and long after.
  @Test(arguments: [1.0, 2, 26, 76, 101, 1000])
  func coursesFollowTheirFormulas(_ time: Double) {
    let way = min((time - 1) / 100, 1)
    let expected: [(LearningRateSchedule.Curve, Double)] = [
      (.linear, 1 - 0.9 * way), (.exponential, pow(0.1, way)),
      (.cosine, 0.1 + 0.9 * (1 + cos(Double.pi * way)) / 2),
    ]
    #expect(Set(expected.map(\.0)) == Set(LearningRateSchedule.Curve.allCases))
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
}
