import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// An experiment file to start from: methods as variants, seeds, settings to vary, and examples as comments.
public struct StartingExperiment {
  private let methods: [String]
  private let target: SettingNode
  private let shared: [(path: String, value: SettingNode)]
  private let varied: [VariedSetting]
  private let seeds: SettingNode
  private let registry: Registry
  /// The work of the study; nil for a study of many labels.
  public private(set) var cost: StudyCost?

  /// Number of seeds in the file: with two, no interval says anything.
  private static let usualSeeds = 3
  /// Steps of a first look at a study.
  private static let firstSteps = 2000

  /// A comparison of methods by name on one target, with settings that hold for all of them, and settings that
  /// are varied.
  ///
  /// Throws `SettingError` for a name or a setting that cannot be used with one of the methods.
  public init(
    methods: [String], assignments: [Assignment], varied: [VariedSetting] = [],
    registry: Registry = .standard
  ) throws {
    guard !methods.isEmpty else {
      throw SettingError(key: "methods", has: "no name", allowed: "one method or more")
    }
    for (index, method) in methods.enumerated() {
      _ = try SettingPlace("methods", registry: registry)
        .member(method, of: registry.methods) { $0.name }
      guard !methods[..<index].contains(method) else {
        throw SettingError(key: "methods", has: "\(method) twice", allowed: "each method once")
      }
    }
    (self.methods, self.varied, self.registry) = (methods, varied, registry)
    var read: [(path: String, value: SettingNode)] = []
    for assignment in assignments {
      // The last value of a setting counts, as for toygan train.
      read.removeAll { $0.path == assignment.path }
      read.append((assignment.path, try assignment.settings()[assignment.path] ?? .section([])))
    }
    target = read.last { $0.path == "target" }?.value ?? Configuration().target.node
    // One seed for all runs is a list of one.
    let seed = read.last { $0.path == "seed" }.map { SettingNode.list([$0.value]) }
    seeds =
      read.last { $0.path == ExperimentKey.seeds }?.value ?? seed ?? .literal("\(Self.usualSeeds)")
    shared = read.filter { !["target", "seed", ExperimentKey.seeds].contains($0.path) }
    do {
      let plan = try Experiment(yaml: text(name: "", folder: ""), registry: registry).plan()
      cost = StudyCost(of: plan)
    } catch let error as SettingError {
      throw error.suggesting(as: try assignments.map { try $0.settings() })
    } catch var error as InvalidCombinations {
      // No option leaves combinations out of a file.
      error.hasAdvice = false
      throw error
    }
  }

  /// The text of the file; the file's name and that of the sweep's folder are words of a shell.
  public func text(name: String, folder: String) -> String {
    StartingConfiguration.heading(
      "An experiment: \(methods.joined(separator: ", ")), each with \(seedsInWords). Train "
        + "all of it, then compare and draw it, with:",
      [
        "toygan sweep \(name) --out \(folder)", "toygan compare \(folder)",
        "toygan plot \(folder)",
      ]) + costText + base + seedsText + variantsText + varyText
  }

  private var costText: String {
    guard let cost else { return "" }
    return comment(
      "What it costs: \(cost.inWords). toygan sweep says in its first seconds how long that takes "
        + "on your computer. One run of each label:") + "#\n"
      + cost.lines.map { line in
        line.wrapped(to: TextWidth.standard - 4, indent: 2).split(separator: "\n")
          .map { "#   \($0)\n" }.joined()
      }.joined()
  }

  private var seedsInWords: String {
    guard let list = seeds.list else {
      return "\(seeds.inline) \(seeds.text == "1" ? "seed" : "seeds")"
    }
    return (list.count == 1 ? "seed " : "seeds ") + list.map(\.inline).joined(separator: ", ")
  }

  private var base: String {
    let names = Set(shared.map(\.path))
    var text = comment(
      "Settings at the top hold for every run. toygan list settings names them all.")
    text += SettingsText.line("target", target)
    text += shared.map { SettingsText.line($0.path, $0.value) }.joined()
    guard !names.contains("steps") else { return text }
    let steps = Set(methods.map { registry.method($0).map { Configuration($0.init()).steps } ?? 0 })
    text += comment(stepsText(steps))
    return text + "#steps: \(min(Self.firstSteps, steps.max() ?? 0))\n"
  }

  /// What the line with the number of steps is for.
  private func stepsText(_ steps: Set<Int>) -> String {
    let many =
      steps.count > 1
      ? "Each method trains for as many steps as in its paper"
      : "Every run trains for \(steps.first ?? 0) steps, as in the papers"
    guard let factor = cost?.factor(ofSteps: Self.firstSteps), factor > 1.5 else {
      return "\(many). To train for another number of steps, remove the # of this line."
    }
    return "\(many). For a first look, which says little about methods that need more, remove the "
      + "# of this line: the study is then about \(DecimalText.fixed(factor, factor < 9.95 ? 1 : 0)) times shorter."
  }

  private var seedsText: String {
    let meaning =
      seeds.list == nil
      ? "A number is so many seeds, counted from 0; a list such as [0, 7] names them one by one."
      : "A list names the seeds; a number such as 3 is so many seeds, counted from 0."
    return comment(meaning) + SettingsText.line(ExperimentKey.seeds, seeds)
  }

  private var variantsText: String {
    let active = methods.map { "  - label: \($0)\n    method: \($0)\n" }.joined()
    let example = methods[0]
    return comment(
      "The variants that are compared. A variant may change any setting, by dotted keys; its "
        + "label names it in tables and figures.") + "variants:\n" + active
      + "#  - label: \(example), wide\n#    method: \(example)\n"
      + "#    generator.hidden: [256, 256]\n"
  }

  private var varyText: String {
    comment(
      "Every combination of these values is run with every variant. To vary a setting, remove the "
        + (varied.isEmpty ? "# of the first line, and that of the setting." : "# of its line."))
      + (varied.isEmpty ? "#vary:\n" : "vary:\n")
      + varied.map { "  " + SettingsText.line($0.path, .list($0.values)) }.joined()
      + examples.filter { example in !varied.contains { $0.path == example.path } }
      .map { "#  \($0.path): \($0.values)\n" }.joined()
  }

  private var examples: [(path: String, values: String)] {
    [("optimizer.learningRate", "[1e-4, 1e-3]"), ("generator.latent", "[2, 16]")]
  }

  private func comment(_ text: String) -> String {
    "\n" + PrintedConfiguration.comment(text, margin: 0, width: TextWidth.standard)
  }
}
