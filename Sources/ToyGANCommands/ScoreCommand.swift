import ArgumentParser
import Foundation
import ToyGAN

extension CSVHeader: ExpressibleByArgument {}

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Compute metrics of samples from any program against a target.",
    discussion: """
      Samples are a CSV file, a line each, with or without a header, or NumPy's .npy of float32 or \
      float64, [n, d]; or a run's folder, for what its last checkpoint generates at an evaluation.

      Example: toygan score samples.npy --target ring8 --json
      """)

  @Argument(help: ArgumentHelp("Samples, .csv or .npy, or a run's folder.", valueName: "samples"))
  var file: String
  @Option(
    help:
      "A target by name, as {family: {settings}}, or a configuration in YAML (default: the run's).")
  var target: String?
  @Option(help: "Metrics by name, separated by commas (default: all).") var metrics = "all"
  @Flag(help: "Drop samples that are not finite, and report how many.") var dropInvalid = false
  @Option(
    help: "Whether the first line of a CSV file is a header: auto (if it has no number), yes or no."
  )
  var header: CSVHeader = .auto
  @Flag(help: "Print JSON: the value of each metric by its name.") var json = false

  func run() throws {
    let metrics = try MetricSelection(
      argument: metrics, key: "--metrics", registry: ToyGANCommand.registry)
    let report: ScoreReport = try Options.naming("metrics") {
      try self.report(of: URL(fileURLWithPath: file), by: metrics)
    }
    try Output.write(json ? report.json : report.text)
  }

  private func report(of place: URL, by metrics: MetricSelection) throws -> ScoreReport {
    let run = RunFolder(place, registry: ToyGANCommand.registry)
    let named = try target.map { name in
      let target = try TargetConfiguration(
        argument: name, key: "--target", registry: ToyGANCommand.registry)
      return (target: target, name: name)
    }
    if run.exists {
      return try Options.naming("target") {
        try ScoreReport(run: run, against: named, metrics: metrics, notice: ExitStatus.say)
      }
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      throw FileError(
        file: place.path, value: "a folder without config.yaml",
        allowed: "the folder of a run, or samples in .csv or .npy")
    }
    guard let named else {
      throw SettingError(
        key: "--target", value: "nothing",
        allowed: "a target, or the folder of a run as what is judged")
    }
    return try ScoreReport(
      file: place, target: named.target, name: named.name, metrics: metrics,
      dropsInvalid: dropInvalid, header: header)
  }
}
