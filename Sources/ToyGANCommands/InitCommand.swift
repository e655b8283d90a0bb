import ArgumentParser
import Foundation
import ToyGAN

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a configuration or an experiment to start from.",
    discussion: """
      The file has a comment for every setting, and what is not usually changed stands in it as a comment. An \
      existing file is never overwritten.

      Example: toygan init --method wgan-gp --target grid25 --out mine.yaml

      Example: toygan init --sweep --methods gan,wgan-gp --target ring8 --out study.yaml
      """)

  @Option(help: "The training method (toygan list methods; default: \(GAN.name)).")
  var method: String?
  @Option(help: "The distribution to learn (toygan list targets).") var target: String?
  @Option(
    name: .customLong("set"), help: "A further setting, as key.path=value; may be repeated.")
  var assignments: [String] = []
  @Flag(help: "Write an experiment for toygan sweep: variants, seeds and settings to vary.")
  var sweep = false
  @Option(help: "The methods that the experiment compares, separated by commas.")
  var methods: String?
  @Option(
    name: .customLong("vary"),
    help: "A setting that the experiment varies, as key.path=value,value; may be repeated.")
  var varied: [String] = []
  @Option(help: "The file to write (default: standard output).") var out: String?

  func validate() throws {
    if methods != nil, !sweep { throw ValidationError("--methods needs --sweep") }
    if !varied.isEmpty, !sweep { throw ValidationError("--vary needs --sweep") }
    if method != nil, methods != nil {
      throw ValidationError("--method and --methods both name methods; expected one of them")
    }
    let named = methods.map { "--methods \($0)" } ?? method.map { "--method \($0)" }
    try refuse("method", by: named ?? (sweep ? "--sweep (which names methods by --methods)" : nil))
    try refuse("target", by: target.map { "--target \($0)" })
    if varied.contains(where: { $0.hasPrefix("method=") || $0.hasPrefix("method.name=") }) {
      throw ValidationError("--vary names methods; expected --methods \(GAN.name),NAME")
    }
  }

  /// Throws an error if a setting that an option gives is also among the further settings.
  private func refuse(_ key: String, by option: String?) throws {
    let name = "\(key).name"
    let found = assignments.first { text in
      (try? Assignment(text)).map { [key, name].contains($0.path) } ?? false
    }
    guard let option, let found else { return }
    throw ValidationError("\(option) and --set \(found) contradict; expected one of them")
  }

  func run() throws {
    // A file that cannot be written is refused before anything is printed or made.
    let file = try out.map(Self.vacant)
    let text = try text()
    guard let file, let out else { return try Output.write(text) }
    try AtomicFile.makeFolder(file.deletingLastPathComponent())
    let isWritten = try AtomicFile.write(
      Array(text.utf8), to: file, durably: false, keeping: nil, if: { Self.isVacant(out) })
    guard isWritten else { throw Self.occupied(out) }
    try Output.line(out)
  }

  private func text() throws -> String {
    let registry = ToyGANCommand.registry
    let name = out ?? (sweep ? "study.yaml" : "mine.yaml")
    var settings = target.map { [Assignment(path: "target", value: $0)] } ?? []
    settings += try Options.naming { try assignments.map { try Assignment($0) } }
    guard sweep else {
      settings.insert(Assignment(path: "method", value: method ?? GAN.name), at: 0)
      return try Options.naming("method", "target") {
        try StartingConfiguration(settings, registry: registry).text(name: ShellText.argument(name))
      }
    }
    let stem = URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent
    let names = (methods ?? method ?? GAN.name).split(
      separator: ",", omittingEmptySubsequences: false
    )
    .map { $0.trimmingCharacters(in: .whitespaces) }
    return try Options.naming("methods", "target", "vary") {
      let varied = try varied.map { try VariedSetting($0) }
      try Options.requireNoSeed(in: varied)
      let experiment = try StartingExperiment(
        methods: names, assignments: settings, varied: varied, registry: registry)
      if let cost = experiment.cost, cost.operations > Self.muchWork {
        ExitStatus.say(
          "note: the study has \(cost.inWords), which can take hours; its comment at steps says how "
            + "to shorten it")
      }
      return experiment.text(
        name: ShellText.argument(name), folder: ShellText.argument("runs/\(stem)"))
    }
  }

  /// Floating-point operations of a study that a computer does not do in some minutes.
  private static let muchWork = 1e14

  /// The place of a new file.
  private static func vacant(_ name: String) throws -> URL {
    guard isVacant(name) else { throw occupied(name) }
    return URL(fileURLWithPath: name)
  }

  private static func isVacant(_ name: String) -> Bool {
    var status = stat()
    return lstat(name, &status) != 0
  }

  private static func occupied(_ name: String) -> FileError {
    FileError(
      cannot: "write", name, because: "it exists already", allowed: "another name after --out")
  }
}
