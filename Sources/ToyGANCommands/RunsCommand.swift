import ArgumentParser
import Foundation
import ToyGAN

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs of a sweep that satisfy conditions.",
    discussion: """
      Example: toygan runs runs/mode-collapse --where method=wgan-gp --sort modes_covered

      Columns are those of summary.csv, among them the settings that vary; a condition is a column, one of \
      = != < <= > >=, and a value. A setting may be named by the end of its path, such as learningRate.
      """)

  @Argument(help: "The folder of a sweep.") var sweep: String
  @Option(
    name: .customLong("where"), help: "A condition such as 'modes_covered>=7'; may be repeated.")
  var conditions: [String] = []
  @Option(
    help: """
      A column to sort by: a metric from best to worst (for some metrics the best value is the nearest to what \
      the target itself scores), any other column in ascending order.
      """)
  var sort: String?
  @Flag(help: "Reverse the order.") var reverse = false
  @Flag(help: "Print JSON, with every column.") var json = false

  func run() throws {
    let folder = SweepFolder(URL(fileURLWithPath: sweep), registry: ToyGANCommand.registry)
    let runs = try Options.naming("where", "sort") {
      try RunSelection(folder, where: conditions, sortedBy: sort, isReversed: reverse)
    }
    try Output.write(json ? runs.json : runs.text(width: TextWidth.visible()))
  }
}
