import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// An experiment file to start from: methods as variants, seeds, settings to vary, and examples as comments.
public struct StartingExperiment {
  private let methods: [String]
  private let target: SettingNode
  private let shared: [(path: String, value: SettingNode)]
  private let varied: [VariedSetting]
  private let registry: Registry

  /// Number of seeds in the file: with two, no interval says anything.
  private static let seeds = 3

  /// A comparison of methods by name on one target, with settings that hold for all of them, and settings that
  /// are varied.
  ///
  /// Throws `SettingError` for a name or a setting that cannot be used with one of the methods.
  public init(
    methods: [String], assignments: [Assignment], varied: [VariedSetting] = [],
    registry: Registry = .standard
  ) throws {
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
    shared = read.filter { $0.path != "target" && $0.path != "seed" }
    do {
      _ = try Experiment(yaml: text(name: "", folder: ""), registry: registry).plan()
    } catch let error as SettingError {
      throw error.suggesting(as: try assignments.map { try $0.settings() })
    }
  }

  /// The text of the file; the file's name and that of the sweep's folder are words of a shell.
  public func text(name: String, folder: String) -> String {
    StartingConfiguration.heading(
      "An experiment: \(methods.joined(separator: ", ")), each with \(Self.seeds) seeds. Train "
        + "all of it, then compare and draw it, with:",
      [
        "toygan sweep \(name) --out \(folder)", "toygan compare \(folder)",
        "toygan plot \(folder)",
      ]) + base + seedsText + variantsText + varyText
  }

  private var base: String {
    let names = Set(shared.map(\.path))
    var text = comment(
      "Settings at the top hold for every run. toygan list settings names them all.")
    text += SettingsText.line("target", target)
    text += shared.map { SettingsText.line($0.path, $0.value) }.joined()
    let steps = Set(methods.map { registry.method($0).map { Configuration($0.init()).steps } ?? 0 })
    if !names.contains("steps"), steps.count > 1 {
      text += comment(
        "Each method trains for as many steps as in its paper. To give all of them the same "
          + "number, remove the # of this line.")
    } else if !names.contains("steps") {
      text += comment("To train for another number of steps, remove the # of this line.")
    }
    return names.contains("steps") ? text : text + "#steps: \(steps.max() ?? 0)\n"
  }

  private var seedsText: String {
    comment("Seeds 0 to \(Self.seeds - 1). A list such as [0, 7] names them one by one.")
      + "seeds: \(Self.seeds)\n"
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
