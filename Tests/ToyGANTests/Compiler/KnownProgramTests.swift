import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANStudies

/// Small routines that once went wrong.
@Suite struct KnownProgramTests {
  /// `Routine`: new values are computed from the old ones; an output that is a leaf, or part of
  /// one, should be the old value too.
  @Test func anOutputThatIsAnUpdatedLeafIsItsOldValue() {
    let x = Tensor.leaf("x", 1, 4)
    let routine = Routine(
      "leaf", outputs: [x, x.slice(from: 1, Shape(1, 2))], updates: [(x, 2 * x)])
    for comparison in compare(routine, given: [x: [1, 2, 3, 4]]) {
      #expect(comparison.error < 1e-6, "\(comparison.name)")
    }
  }

  /// Such as the derivative of a squared mean of row sums.
  @Test func aRepetitionMayBeRepeated() {
    let x = Tensor.leaf("x", 2, 3)
    let y = x.rowSums().sum().squared()
    let routine = Routine("repeat", outputs: [x * y.gradient(at: x)])
    for comparison in compare(routine, given: [x: [1, 2, 3, 4, 5, 6]]) {
      #expect(comparison.error < 1e-6)
    }
  }
}
