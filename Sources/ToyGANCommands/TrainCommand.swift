import ArgumentParser
import Foundation
import ToyGAN

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train one GAN and store the run in a folder.",
    discussion: """
      Example: toygan train --set method=wgan-gp --set target=grid25 --steps 2000 --out first
      """)

  @Argument(help: "A configuration in YAML (default: the settings of the method's paper).")
  var config: String?
  @Option(name: .customLong("set"), help: "A setting, as key.path=value; may be repeated.")
  var assignments: [String] = []
  @Option(parsing: .unconditional, help: "Seed of all random numbers.", transform: Options.seed)
  var seed: UInt64?
  @Option(
    parsing: .unconditional, help: "Total number of generator updates.",
    transform: Options.wholeNumber)
  var steps: Int?
  @Option(
    help: """
      A run, or a checkpoint file, with whose weights the training starts (as --set start.from=RUN; see \
      toygan list settings start).
      """)
  var from: String?
  @Option(help: "The run's folder (default: runs/METHOD-seed-N).") var out: String?
  @Flag(help: "Continue the run in the folder; start a new run if the folder has none.")
  var resume = false
  @Flag(help: "Show no progress.") var quiet = false
  @Flag(help: "Show how much time each part of a step takes, without training.") var profile = false
  @Flag(help: "Print the instructions to which a step is compiled, without training.")
  var listing = false
  @Flag(
    help: """
      Print every setting as YAML, with its meaning and the allowed values, without training; the text \
      is a configuration.
      """)
  var printConfig = false

  func run() throws {
    if printConfig { return try showConfiguration() }
    if profile { return try showProfile() }
    if listing { return try Output.write(Trainer(configuration()).program.listing + "\n") }
    let interruption = Signals.watched()
    let run = try made()
    for line in run.recipe.remarks { ExitStatus.say(line) }
    if run.ended == .completed {
      ExitStatus.say("the run is complete; a larger --steps makes it longer")
    }
    let display = TrainDisplay(isQuiet: quiet)
    let outcome: Outcome
    do {
      outcome = try run.start(
        interruption: interruption, progress: display.show, notice: ExitStatus.say)
      display.end()
    } catch {
      display.end()
      throw error
    }
    // Also draws figures for a run that had already ended, because drawing may have been interrupted.
    var pictures: [URL] = []
    if outcome.status != "interrupted" {
      Drawing.attempt {
        pictures = try Plots.run(at: run.folder.url, options: Drawing.options)
        return pictures
      }
    }
    let folder = run.folder.url
    try Output.write(run.folder.summary()?.report ?? "")
    try Output.write(Results.text(tables: ["trajectory.csv"], pictures: pictures, in: folder))
    try Output.line(folder.relativePath)
    try outcome.end(in: run.folder.url)
  }

  private func configuration() throws -> Configuration {
    try Configuration(file: config, assignments: settings(), registry: ToyGANCommand.registry)
  }

  private func showConfiguration() throws {
    let printed = try PrintedConfiguration(
      configuration(), registry: ToyGANCommand.registry, width: TextWidth.ofText())
    try Output.write(printed.text)
  }

  private func showProfile() throws {
    try Output.write(StepProfile(of: Trainer(configuration())).report())
  }

  private func settings() throws -> [Assignment] {
    var settings = try Options.naming { try assignments.map { try Assignment($0) } }
    if let from { settings.append(Assignment(path: "start.from", word: from)) }
    if let seed { settings.append(Assignment(path: "seed", value: "\(seed)")) }
    if let steps { settings.append(Assignment(path: "steps", value: "\(steps)")) }
    return settings
  }

  private func made() throws -> Run {
    let registry = ToyGANCommand.registry
    if resume, let out, config == nil, assignments.isEmpty, seed == nil, from == nil {
      return try Run(resuming: URL(fileURLWithPath: out), steps: steps, registry: registry)
    }
    let configuration = try configuration()
    let name = "runs/\(type(of: configuration.method).name)-seed-\(configuration.seed)"
    let folder = URL(fileURLWithPath: out ?? name)
    let isBegun = resume && !RunFolder(folder).isVacant
    return try Options.making(folder, resume: resume) {
      isBegun
        ? try Run(resuming: folder, as: configuration, registry: registry)
        : try Run(configuration, in: folder, registry: registry)
    }
  }
}
