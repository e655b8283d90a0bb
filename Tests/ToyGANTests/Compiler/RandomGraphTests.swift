import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTheory

/// Programs against the interpreter, on routines nobody thought of.
@Suite struct RandomGraphTests {
  /// Largest error allowed a result, of its largest magnitude: a floor, plus what random errors of
  /// half a unit in Float's last place do to it in the interpreter (a difference of nearly equal
  /// numbers loses digits however it is computed).
  ///
  /// Over seeds 200 to 390, before sums' noise was made relative to what is summed, the largest error was 3.3e-5 with noise 8e-7, and 6.3 times the noise where
  /// that is above 1e-5.
  static func tolerance(noise: Double) -> Double { 2e-5 + 30 * noise }

  @Test(arguments: 0..<220, [false, true])
  func programEqualsInterpreter(_ seed: UInt64, hasColumns: Bool) {
    let graph = RandomGraph(seed: seed, hasColumns: hasColumns)
    let program = Program([graph.routine])
    let first = program.resultsFromPoison(graph)
    for (comparison, tolerance) in Self.compared(first, graph) {
      #expect(comparison.error < tolerance, "seed \(seed), \(comparison.name)")
    }
    #expect(program.resultsFromPoison(graph) == first, "seed \(seed): the second run differs")
  }

  /// In bands of one row, of two and of five, the last of which has fewer, a program computes the same, again from
  /// memory that held nothing.
  @Test(arguments: 0..<120, [1, 2, 5])
  func programInBandsEqualsInterpreter(_ seed: UInt64, rows: Int) throws {
    let graph = RandomGraph(seed: seed, hasColumns: seed % 2 == 0)
    let program = try Program([graph.routine], atMost: .max, rowsOfBand: { _ in rows })
    let first = program.resultsFromPoison(graph)
    for (comparison, tolerance) in Self.compared(first, graph) {
      #expect(comparison.error < tolerance, "seed \(seed), \(comparison.name)")
    }
    #expect(program.resultsFromPoison(graph) == first, "seed \(seed): the second run differs")
  }

  /// The test above is of something: passes of several steps, with memory for a band only.
  @Test func randomGraphsHaveBands() throws {
    var (passes, banded) = (0, 0)
    for seed in 0..<120 {
      let graph = RandomGraph(seed: UInt64(seed), hasColumns: seed % 2 == 0)
      let code = try Program([graph.routine], atMost: .max, rowsOfBand: { _ in 2 }).code[0]
      passes += code.passes.count { $0.numbers.count > 1 && $0.rows < .max }
      banded += code.graph.vertices.indices.count { code.plan.isBanded($0) }
    }
    #expect(passes > 30 && banded > 12, "\(passes) passes, \(banded) values")
  }

  /// Leaving out an instruction is noticed: each is needed, and each is compared.
  ///
  /// A few do not show: what is multiplied by an exact zero, or lies where a function is flat. They
  /// are three values, one of which takes three instructions in a row: [1, 3] tanh, its product
  /// with [3, 4], and a constant times that (seed 3); the others are of seeds 5 and 11.
  @Test func aMissingInstructionIsNoticed() {
    var (noticed, all) = (0, 0)
    for seed in 0..<12 {
      let graph = RandomGraph(seed: UInt64(seed))
      let program = Program([graph.routine])
      for missing in program.code[0].instructions.indices {
        // Not-a-number is swallowed by steps and maxima, a large number by tanh: one of them shows.
        let shows = [Float.nan, 7e3, -7e3].contains { poison in
          let results = program.resultsFromPoison(graph, leavingOut: missing, poison)
          return Self.compared(results, graph).contains { $0.0.error > $0.tolerance }
        }
        noticed += shows ? 1 : 0
        all += 1
      }
    }
    #expect(all > 150)
    #expect(all - noticed <= 5, "\(all - noticed) of \(all) instructions could be left out")
  }

  /// Most tolerances are tight: a result wrong by a thousandth would be noticed in 98 of 100.
  @Test func tolerancesAreTight() {
    var tolerances: [Double] = []
    for seed in 0..<60 {
      let graph = RandomGraph(seed: UInt64(seed))
      let results = Interpreter(graph.given).results(of: graph.routine)
      tolerances += Self.compared(results, graph).map(\.tolerance)
    }
    let loose = tolerances.filter { $0 > 1e-3 }.count
    #expect(loose * 50 < tolerances.count, "\(loose) of \(tolerances.count) are above 1e-3")
  }

  /// A result that is wrong by a thousandth in one entry, or not a number, or short, is noticed.
  @Test func aWrongEntryIsNoticed() {
    let right = [0.5, -1, 0.25, 1]
    for wrong in [[0.5, -1, 0.251, 1], [0.5, -1, .nan, 1], [0.5, -1, 0.25]] {
      let comparison = Comparison(name: "wrong", compiled: wrong, interpreted: right)
      #expect(comparison.error > Self.tolerance(noise: 1e-6))
    }
    #expect(Comparison(name: "right", compiled: right, interpreted: right).error == 0)
  }

  /// Each result beside the interpreter's, and the error it is allowed.
  private static func compared(
    _ results: [[Double]], _ graph: RandomGraph
  ) -> [(Comparison, tolerance: Double)] {
    let expected = Interpreter(graph.given).results(of: graph.routine)
    let rounded = Interpreter(graph.given, noise: 6e-8).results(of: graph.routine)
    return zip(pair(results, with: expected), pair(rounded, with: expected)).map {
      ($0, tolerance(noise: $1.error))
    }
  }
}

extension Program {
  /// Results of one run on memory that is `poison` wherever nothing was given, so that whatever is
  /// read before it is written shows.
  fileprivate func resultsFromPoison(
    _ graph: RandomGraph, leavingOut missing: Int? = nil, _ poison: Float = .nan
  ) -> [[Double]] {
    arena.update(repeating: poison, count: count)
    fill(graph.given, for: graph.routine)
    for pass in code[0].passes {
      pass.forEach { if $0 != missing { execute(code[0].instructions[$0], $1) } }
    }
    return results(of: graph.routine)
  }
}
