import Testing
import ToyGAN

@testable import ToyGANGames
@testable import ToyGANStudies

/// What lists say of methods.
@Suite struct MethodSummaryTests {
  /// One phrase of what it does, not its authors, who are named beside it.
  @Test func everyMethodSaysWhatItDoes() {
    let methods = Registry.standard.methods
    #expect(Set(methods.map { $0.summary }).count == methods.count)
    for method in methods {
      #expect(!method.summary.hasPrefix("the method of"), "\(method.name)")
      #expect(method.summary.count <= 110 && !method.summary.hasSuffix("."), "\(method.name)")
    }
  }
}
