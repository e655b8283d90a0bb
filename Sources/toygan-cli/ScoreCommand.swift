import ArgumentParser
import Foundation
import ToyGAN

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Judge samples, from whatever made them, against a target.",
    discussion: """
      Samples are a CSV file, a line each, with or without a header, or NumPy's .npy of float32 or \
      float64, [n, d].

      Example: toygan score samples.npy --target ring8 --json
      """)

  @Argument(help: ArgumentHelp("Samples, .csv or .npy.", valueName: "samples")) var file: String
  @Option(help: "A target by name, or a configuration in YAML that has one.") var target: String
  @Option(help: "Metrics by name, separated by commas (default: all).") var metrics = "all"
  @Flag(help: "Leave out samples that are not finite, and say how many.") var dropInvalid = false
  @Flag(help: "Print JSON: the value of each metric by its name.") var json = false

  func run() throws {
    let report = try ScoreReport(
      file: URL(fileURLWithPath: file), target: TargetConfiguration(argument: target),
      name: target, metrics: MetricSelection(argument: metrics, key: "--metrics").metrics,
      dropsInvalid: dropInvalid)
    print(json ? report.json : report.text, terminator: "")
  }
}
