import CTestSupport
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies

/// Training allocates nothing once it has begun.
///
/// The library of matrix products takes separate working memory for some shapes, and gives it
/// back; that much is measured product by product, and nothing may come on top of it.
@Suite struct AllocationTests {
  @Test func theCounterCounts() {
    let count = Self.allocations {
      UnsafeMutableRawPointer.allocate(byteCount: 100_000, alignment: 64).deallocate()
    }
    #expect(count == 1)
  }

  @Test(arguments: Configuration.smallMethods.indices)
  func aThousandStepsAllocateNothing(_ number: Int) throws {
    let trainer = try Trainer(.small(Configuration.smallMethods[number]))
    _ = trainer.advance(to: 10)
    let inProducts = trainer.updatesPerStep.reduce(0) { sum, update in
      sum + Int(update.count) * Self.allocationsInProducts(of: update.routine, in: trainer.program)
    }
    let count = Self.allocations { _ = trainer.advance(to: 1010) }
    #expect(count == 1000 * inProducts)
  }

  private static func allocationsInProducts(of routine: Int, in program: Program) -> Int {
    var sum = 0
    for pass in program.code[routine].passes {
      pass.forEach { number, band in
        let instruction = program.code[routine].instructions[number]
        guard case .multiply = instruction else { return }
        sum += allocations { program.execute(instruction, band) }
      }
    }
    return sum
  }

  /// What the calling thread allocates while it does something.
  private static func allocations(_ work: () -> Void) -> Int {
    let before = toygan_allocations()
    work()
    return Int(toygan_allocations() - before)
  }
}
