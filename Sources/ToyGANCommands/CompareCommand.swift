import ArgumentParser
import Foundation
import ToyGAN

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare the labels of a sweep, with confidence intervals and tests.",
    discussion: "Example: toygan compare runs/mode-collapse --metric high_quality")

  @Argument(help: "The folder of a sweep.") var sweep: String
  @Option(help: "The metric to compare by, named as in summary.csv.") var metric = Metric
    .modesCovered.name
  @Flag(help: "Print JSON, with every pair.") var json = false

  func run() throws {
    let folder = SweepFolder(URL(fileURLWithPath: sweep), registry: ToyGANCommand.registry)
    let comparison = try Options.naming("metric") { try SweepComparison(folder, metric: metric) }
    try Output.write(json ? comparison.json : comparison.text)
  }
}
