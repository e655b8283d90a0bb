import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

/// Rows of logits as distributions, against sums written out; columns of matrices against their entries.
@Suite struct CategoryTests {
  private let logits = Tensor.leaf("logits", 3, 4)
  private let numbers: [Double] = [0, 1, -2, 0.5, 300, -300, 299, 0, -1, -1, -1, -1]

  private func rows(_ tensor: Tensor) -> [[Double]] {
    let values = Interpreter([logits: numbers]).value(tensor)
    let columns = tensor.shape.columns
    return stride(from: 0, to: values.count, by: columns).map { Array(values[$0..<$0 + columns]) }
  }

  @Test func logarithmsOfSumsOfExponentials() {
    let found = rows(logits.rowLogSumExp()).map { $0[0] }
    let first: Double = log(exp(0) + exp(1) + exp(-2) + exp(0.5))
    let sums: [Double] = [first, 300 + log1p(exp(-1)), -1 + log(4)]
    for (value, expected) in zip(found, sums) {
      #expect(abs(value - expected) < 1e-13 * abs(expected))
    }
    // Logits of 300 are rounded to 6e-14.
    for row in rows(logits.softmax()) { #expect(abs(row.reduce(0, +) - 1) < 1e-13) }
  }

  @Test func theLargestIsOne() {
    #expect(rows(logits.oneHot())[0] == [0, 1, 0, 0])
    #expect(rows(logits.oneHot())[1] == [1, 0, 0, 0])
    // Of equals, each.
    #expect(rows(logits.oneHot())[2] == [1, 1, 1, 1])
    // NaN is not the largest, in every implementation.
    let broken = Tensor.leaf("broken", 2, 3)
    let values = [0, .nan, 1, .nan, .nan, .nan]
    let interpreted = Interpreter([broken: values]).value(broken.oneHot())
    #expect(interpreted[3...] == [0, 0, 0] && interpreted[1] == 0)
    let routine = Routine("largest", outputs: [broken.oneHot()])
    let program = Program([routine])
    program.fill([broken: values], for: routine)
    program.run(0)
    #expect(program.outputs(of: 0)[0].suffix(3).allSatisfy { $0 == 0 })
  }

  @Test func columnsAndSideBySide() {
    let parts = [logits.columns(2..<4), logits.columns(0..<1)]
    #expect(rows(.sideBySide(parts)) == [[-2, 0.5, 0], [299, 0, 300], [-1, -1, -1]])
    #expect(rows(.sideBySide([logits])) == rows(logits))
  }

  /// The largest of logit and noise falls as often on each category as the softmax says.
  ///
  /// Chi-squared of 3 degrees of freedom is above 16.3 once in 1,000. Without the logits it is far off.
  @Test(arguments: [true, false])
  func gumbelNoiseSamples(isRight: Bool) {
    let n = 20_000
    let probabilities = [0.4, 0.3, 0.2, 0.1]
    let row = Tensor.leaf("logits", 1, 4)
    let noisy = .gumbel(n, 4) + (isRight ? row : 0 * row)
    let program = Program([Routine("counts", outputs: [noisy.oneHot().columnSums()])])
    for (logit, p) in zip(0..<4, probabilities) { program.values(of: row)?[logit] = Float(log(p)) }
    let stream = RandomStream(seed: 5, name: "gumbel")
    for (distribution, buffer) in program.draws(of: 0) { stream.fill(buffer, by: distribution) }
    program.run(0)
    let counts = program.outputs(of: 0)[0].map(Double.init)
    #expect(counts.reduce(0, +) == Double(n))
    let statistic = zip(counts, probabilities).reduce(0.0) { sum, pair in
      let expected = Double(n) * pair.1
      return sum + (pair.0 - expected) * (pair.0 - expected) / expected
    }
    #expect((statistic < 16.3) == isRight, "\(statistic)")
  }
}
