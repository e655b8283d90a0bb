import Testing
import ToyGANTestSupport

@testable import ToyGAN

/// Programs against the interpreter, on routines nobody thought of.
@Suite struct RandomGraphTests {
  /// Of an output's largest magnitude.
  static let tolerance = 1e-4

  @Test(arguments: 0..<220)
  func programEqualsInterpreter(_ seed: UInt64) {
    let graph = RandomGraph(seed: seed)
    let program = Program([graph.routine])
    let first = program.resultsFromPoison(graph)
    let expected = Interpreter(graph.given).results(of: graph.routine)
    for comparison in pair(first, with: expected) {
      print("MEASURE", comparison.error, seed)
      #expect(comparison.error < Self.tolerance, "seed \(seed), \(comparison.name)")
    }
    #expect(program.resultsFromPoison(graph) == first, "seed \(seed): the second run differs")
  }

  /// Leaving out any one instruction is noticed: every one is needed, and every one is compared.
  @Test(arguments: 0..<12)
  func aMissingInstructionIsNoticed(_ seed: UInt64) {
    let graph = RandomGraph(seed: seed)
    let program = Program([graph.routine])
    let expected = Interpreter(graph.given).results(of: graph.routine)
    for missing in program.code[0].instructions.indices {
      let results = program.resultsFromPoison(graph, leavingOut: missing)
      let worst = pair(results, with: expected).map(\.error).max() ?? 0
      #expect(worst > Self.tolerance, "seed \(seed), \(program.code[0].instructions[missing])")
    }
  }

  /// A result that is wrong by a thousandth in one entry, or not a number, is noticed.
  @Test func aWrongEntryIsNoticed() {
    let right = [0.5, -1, 0.25, 1]
    for wrong in [[0.5, -1, 0.251, 1], [0.5, -1, .nan, 1], [0.5, -1, 0.25]] {
      let comparison = Comparison(name: "wrong", compiled: wrong, interpreted: right)
      #expect(comparison.error > Self.tolerance)
    }
    #expect(Comparison(name: "right", compiled: right, interpreted: right).error == 0)
  }
}

extension Program {
  /// Results of one run on memory that is not-a-number wherever nothing was given, so that
  /// whatever is read before it is written shows.
  fileprivate func resultsFromPoison(
    _ graph: RandomGraph, leavingOut missing: Int? = nil
  ) -> [[Double]] {
    arena.update(repeating: .nan, count: count)
    fill(graph.given, for: graph.routine)
    for (i, instruction) in code[0].instructions.enumerated() where i != missing {
      execute(instruction)
    }
    return results(of: graph.routine)
  }
}
