import MyParts
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANStudies

@Suite struct LawTests {
  /// The laws that ToyGAN holds its methods to: exact gradients, a program that equals the interpreter,
  /// settings that read back, and checkpoints that continue to the same bytes.
  @Test func theMethodObeysTheLaws() throws {
    var method = InvertedGAN()
    method.hidden = [3]
    #expect(try MethodLaws.violations(of: method, registry: .mine).isEmpty)
  }

  /// A loss obeys them in a method that takes it.
  @Test func theLossObeysTheLaws() throws {
    var method = GAN()
    method.objective = .exponential
    #expect(try MethodLaws.violations(of: method, registry: .mine).isEmpty)
  }

  /// The control: a method that breaks a law is found.
  @Test func aBrokenMethodIsFound() throws {
    let registry = Registry.standard.adding(Forgetful.self)
    #expect(try !MethodLaws.violations(of: Forgetful(), registry: registry).isEmpty)
  }
}

/// A method whose setting is written as another than it is.
private struct Forgetful: TrainingMethod {
  static let name = "forgetful"
  static let reference = InvertedGAN.reference
  var objective: Objective { .nonSaturating }
  private var count = 0.0

  static var settings: [Setting<Self>] {
    [Setting("count", \.growing, "a number that grows whenever it is read")]
  }
  private var growing: Double {
    get { count }
    set { count = newValue + 1 }
  }
}
