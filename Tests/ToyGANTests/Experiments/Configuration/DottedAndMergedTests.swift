import Foundation
import Testing
import ToyGAN

@testable import ToyGANGames
@testable import ToyGANStudies

/// The forms of a setting in YAML: nested, dotted, and merged from anchors.
@Suite struct DottedAndMergedTests {
  private func node(_ yaml: String) throws -> SettingNode {
    try SettingsText.read(yaml: yaml, source: "f.yaml")
  }

  @Test(arguments: [
    ("generator.hidden: [4]\ngenerator: {latent: 2}", "{generator: {hidden: [4], latent: 2}}"),
    ("generator: {latent: 2}\ngenerator.hidden: [4]", "{generator: {latent: 2, hidden: [4]}}"),
    (
      "a: {b.c: 1, b: {d: 2}}\na.b.e: 3\na: x".replacing("\na: x", with: ""),
      "{a: {b: {c: 1, d: 2, e: 3}}}"
    ),
    ("method: unrolled\nmethod.steps: 5", "{method: {name: unrolled, steps: 5}}"),
    ("method.steps: 5\nmethod: unrolled", "{method: {steps: 5, name: unrolled}}"),
    ("a.b: 1\na: {b: 1}", "{a: {b: 1}}"), ("a: [{b.c: 1}]", "{a: [{b: {c: 1}}]}"),
  ])
  func dottedNamesAreSections(yaml: String, inline: String) throws {
    #expect(try node(yaml).inline == inline)
  }

  @Test(arguments: [
    (
      "generator.hidden: [4]\ngenerator: {hidden: [8]}", "generator.hidden",
      ["'generator.hidden: [4]'", "'generator: {hidden: [8]}'"]
    ),
    (
      "generator: {optimizer: {beta1: 0}}\ngenerator.optimizer.beta1: 1",
      "generator.optimizer.beta1",
      ["'generator: {optimizer: {beta1: 0}}'", "'generator.optimizer.beta1: 1'"]
    ),
    ("method: gan\nmethod.name: wgan", "method.name", ["'method: gan'", "'method.name: wgan'"]),
    ("lookahead: none\nlookahead.steps: 5", "lookahead", ["'lookahead: none'"]),
    ("evaluation: {a.b: 1, a: {b: 2}}", "evaluation.a.b", ["'a.b: 1'", "'a: {b: 2}'"]),
    ("a.b: [1]\na.b.c: 2", "a.b", ["'a.b: [1]'", "'a.b.c: 2'"]),
  ])
  func aContradictionNamesBothForms(yaml: String, key: String, forms: [String]) {
    let error = #expect(throws: SettingError.self) { try node(yaml) }
    #expect(error?.key == key, "\(error as Any)")
    for form in forms { #expect(error?.value.contains(form) == true, "\(error as Any)") }
  }

  @Test func dottedNamesWorkInConfigurationsExperimentsAndOptions() throws {
    let yaml = "optimizer.learningRate: 3e-4\ngenerator: {hidden: [4], optimizer.beta1: 0.25}"
    let configuration = try Configuration(yaml: yaml)
    #expect((configuration.generator.optimizer as? Adam)?.learningRate == 3e-4)
    #expect((configuration.generator.optimizer as? Adam)?.beta1 == 0.25)
    #expect(try Experiment(yaml: yaml).plan()[0].configuration.yaml == configuration.yaml)
    let option = Assignment(path: "generator", value: "{hidden: [4], optimizer.beta1: 0.25}")
    let set = try Configuration(
      assignments: [Assignment(path: "optimizer.learningRate", value: "3e-4"), option])
    #expect(set.yaml == configuration.yaml)
    let error = #expect(throws: SettingError.self) {
      try Configuration(yaml: "optimizer.learningRat: 3")
    }
    #expect(error?.key == "optimizer.learningRat")
  }

  /// What a section says itself has precedence; of a list, the first.
  @Test(arguments: [
    ("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}", "{x: {a: 1, b: 2}, y: {a: 1, b: 3}}"),
    ("x: &x {a: 1, b: 2}\ny: {b: 3, <<: *x}", "{x: {a: 1, b: 2}, y: {a: 1, b: 3}}"),
    ("anchors: [&x {a: 1, b: 2}, &z {b: 5, c: 6}]\n<<: [*x, *z]\nc: 7", "{b: 2, c: 7, a: 1}"),
    ("anchors: [&x {a: 1}, &z {<<: *x, b: 5}]\n<<: *z", "{a: 1, b: 5}"),
    ("anchors: {x: &x {a: {b: 1, c: 2}}}\n<<: *x\na.b: 3", "{a: {b: 3, c: 2}}"),
    ("anchors: {x: &x {a.b: 1, a.c: 2}}\n<<: *x\na: {b: 3}", "{a: {c: 2, b: 3}}"),
    ("anchors: {x: &x {a.b: 1}}\n<<: *x\na: word", "{a: word}"),
    ("anchors: {x: &x {a: {b: 1}}}\n<<: *x\na: {c: 3}", "{a: {c: 3}}"),
    ("\"<<\": 3\nb: 2", "{<<: 3, b: 2}"),
  ])
  func mergeKeysBringSettings(yaml: String, inline: String) throws {
    #expect(try node(yaml).inline == inline)
  }

  @Test(arguments: ["<<: 3", "<<: [3]", "x: &x [1]\n<<: *x"])
  func otherValuesAreNotMerged(yaml: String) {
    let error = #expect(throws: SettingError.self) { try node(yaml) }
    #expect(error?.value.contains("after <<") == true)
  }

  @Test func anchorsAreForVariantsToo() throws {
    let yaml = """
      anchors:
        small: &small {generator.hidden: [4], batch: 8}
      seeds: 1
      variants:
        - {label: a, <<: *small}
        - {label: b, <<: *small, batch: 16, method: wgan}
      """
    let plan = try Experiment(yaml: yaml).plan()
    #expect(plan.map(\.label) == ["a", "b"])
    #expect(plan.map(\.configuration.batch) == [8, 16])
    #expect(plan.allSatisfy { $0.configuration.generator.hidden == [4] })
    // The other settings of the generator stay those of the method.
    #expect(plan[0].configuration.generator.latent == Configuration().generator.latent)
  }

  /// A file as people write it: an anchor of a kilobyte, and a hundred variants that use it.
  @Test func manyAliasesOfOneAnchorAreFine() throws {
    let metrics = String(repeating: "modes_covered, ", count: 60)
    let variants = (1...100).map { "  - {label: v\($0), <<: [*base, *adam], batch: \($0)}" }
    let yaml = """
      anchors:
        base: &base {evaluation.final: [\(metrics)w1], steps: 10}
        adam: &adam {optimizer: {name: adam}}
      seeds: 1
      variants:
      \(variants.joined(separator: "\n"))
      """
    #expect(
      try Experiment(yaml: yaml.replacing(metrics, with: "modes_covered, ")).plan().count == 100)
    // Doubled names are refused for what they are, after they are read.
    #expect(throws: SettingError.self) { try Experiment(yaml: yaml).plan() }
  }

  /// Nine lists of nine aliases of the list before, as values, names, merged sections and in disguise.
  @Test(arguments: [
    "batch: *a9", "? *a9\n: 3", "*a9 : 3", "*a9: 3", "{*a9 : 3}", "[*a9]: 3", "{a: *a9} : 3",
    "[? *a9 : 1]", "variants: [{<<: *m9}]",
  ])
  func bombsAreRefused(last: String) {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]", "m0: &m0 {x: 1}"]
    for level in 1...9 {
      let list = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(list)]")
      let pairs = (1...9).map { "k\($0): *m\(level - 1)" }.joined(separator: ", ")
      lines.append("m\(level): &m\(level) {\(pairs)}")
    }
    let error = #expect(throws: SettingError.self) {
      try node((lines + [last]).joined(separator: "\n"))
    }
    #expect(error?.description.contains("aliases (*name)") == true, "\(error as Any)")
  }

  @Test(arguments: [
    ("1e4", 10_000), ("1E4", 10_000), ("1e+4", 10_000), ("1.5e1", 15), ("1.50e1", 15),
    ("1.5e3", 1500),
    ("0e3", 0), ("12e0", 12), ("9.223372036854775807e18", Int.max), ("-1e2", -100), ("0.5e1", 5),
  ])
  func wholeNumbersMayHaveAnExponent(text: String, value: Int) throws {
    #expect(Int(settingText: text) == value)
    if value > 0, value < 1 << 20 {
      #expect(try Configuration(yaml: "batch: \(text)").batch == value)
      #expect(try Configuration(yaml: "steps: \(text)").node["steps"] == value.node)
      #expect(
        try Experiment(yaml: "seeds: [\(text)]").plan()[0].configuration.seed == UInt64(value))
    }
  }

  @Test(arguments: [
    "1e-1", "10e-1", "1.55e1", "1e", "e4", "1e4.0", "1e1e1", "1.e2", ".5e1", "01e3", "1e99", "1e٣",
    "--1e2",
    "1 e3", "9.3e18", "inf", "nan", "1_0e2", "0x1e2",
  ])
  func otherNumbersAreNotWhole(text: String) {
    #expect(Int(settingText: text) == nil)
    #expect(UInt64(settingText: text) == (text == "9.3e18" ? 9_300_000_000_000_000_000 : nil))
  }
}
