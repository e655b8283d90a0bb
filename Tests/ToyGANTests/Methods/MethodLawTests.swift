import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

/// The laws that other packages hold their methods to, for the methods of this one.
@Suite struct MethodLawTests {
  @Test(arguments: Registry.standard.methods.indices)
  func everyMethodObeysThem(_ number: Int) throws {
    let method = smallMethod(Registry.standard.methods[number], unrolling: 1)
    let broken = try MethodLaws.violations(of: method, registry: .standard)
    #expect(broken.isEmpty, "\(type(of: method).name): \(broken)")
  }

  /// The paper's recipe is the same whether its method is made in Swift or named in YAML.
  @Test(arguments: Registry.standard.methods.indices)
  func aBareMethodIsTheRecipeThatItsNameIs(_ number: Int) throws {
    let type = Registry.standard.methods[number]
    func small(_ configuration: Configuration) throws -> Trainer {
      var configuration = configuration
      configuration.generator.hidden = [8]
      configuration.discriminator.hidden = [8]
      configuration.batch = 16 * configuration.discriminator.packing
      return try Trainer(configuration)
    }
    let named = try Configuration(yaml: "method: \(type.name)")
    let bare = try Recipe(type.init()).configuration
    #expect(bare.yaml == named.yaml)
    let (first, second) = (try small(named), try small(bare))
    #expect(first.advance(to: 3) == second.advance(to: 3))
    #expect(first.checkpoint() == second.checkpoint())
  }

  /// What is refused in YAML is refused in Swift, with the same words.
  @Test(arguments: [
    ("wgan-gp", "none"), ("wgan-lp", "none"), ("r1", "none"), ("dragan", "none"), ("gdpp", "none"),
    ("consensus", "none"), ("feature-matching", "none"), ("historical-averaging", "none"),
  ])
  func aMethodKeepsThePartThatMakesIt(_ name: String, _ penalties: String) throws {
    let type = try #require(Registry.standard.method(name))
    let named = #expect(throws: SettingError.self) {
      try Configuration(yaml: "method: \(name)\npenalties: \(penalties)")
    }
    let made = #expect(throws: SettingError.self) {
      try Recipe(type.init()) { $0.penalties = [] }
    }
    #expect(named == made)
  }
}
