import ArgumentParser
import Foundation
import ToyGAN

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare labels of sweeps, and samples of other programs, with intervals and tests.",
    discussion: """
      Prints the labels, best first, and the differences from the best: with p values, and with the \
      number of seeds that would show a difference that was not shown. Labels that occur in two sweeps \
      are told apart by the sweeps' names.

      Example: toygan compare runs/mode-collapse --against gan --metric high_quality
      Example: toygan compare runs/study --add "mine=samples/*.npy"
      Example: toygan compare --add "a=a/*.csv" --add "b=b/*.csv" --target ring8 --format latex

      Columns: \(ComparisonColumn.allCases.map { "\($0.rawValue) (\($0.meaning))" }
      .joined(separator: ", ")).
      """)

  /// How the comparison is written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, latex, json }

  @Argument(help: ArgumentHelp("The folders of sweeps.", valueName: "sweep"))
  var sweeps: [String] = []
  @OptionGroup var added: AddedSamplesArguments
  @Option(
    help: """
      A metric to compare by, named as in summary.csv; can be repeated (default: \(Metric.modesByMass.name), \
      or \(Metric.modesCovered.name) where runs lack it; on targets without modes a distance).
      """)
  var metric: [String] = []
  @Option(
    help: """
      Measure the runs again by this generator: current, or average, its moving average (default: what the runs have \
      measured).
      """)
  var weights: ResultWeights?
  @Option(help: "Compare every other label with this one, and no others.") var against: String?
  @Flag(help: "Print every pair of labels, not only those with the best; json always has them.")
  var allPairs = false
  @Option(
    help:
      "text, markdown or latex (tables for documents; latex needs the package booktabs), or json (every pair)."
  )
  var format = Format.text
  @Option(help: "The columns of the table, separated by commas, for example runs,mean,interval,p.")
  var columns: String?
  @Flag(help: "The same as --format json.") var json = false

  func run() throws {
    let chosen = try columns.map { try ComparisonColumn.list($0, key: "--columns") }
    try requireMeaning(chosen)
    let comparisons = try Options.naming(
      "add", "target", "metric", "against", "weights", "array", "separator", "decimal",
      "sample-columns",
      "sample-format"
    ) {
      let registry = ToyGANCommand.registry
      let folders = sweeps.map { SweepFolder(URL(fileURLWithPath: $0), registry: registry) }
      let runs = try added.runs(
        of: folders, metrics: metric, weights: weights, registry: registry)
      return try SweepComparison.all(runs, metrics: metric, against: against)
    }
    switch json ? .json : format {
    case .text:
      try Output.write(
        SweepComparison.text(
          comparisons, columns: chosen, allPairs: allPairs, width: TextWidth.ofText()))
    case .markdown: try Output.write(ComparisonTables(comparisons, columns: chosen).markdown)
    case .latex: try Output.write(ComparisonTables(comparisons, columns: chosen).latex)
    case .json: try Output.write(SweepComparison.json(comparisons))
    }
  }

  /// Throws `SettingError` for options that contradict each other, or that would have no effect.
  private func requireMeaning(_ columns: [ComparisonColumn]?) throws(SettingError) {
    func refuse(_ option: String, _ allowed: String) -> SettingError {
      SettingError(key: option, is: "of no use here", allowed: allowed)
    }
    let format = json ? Format.json : format
    if json, self.format != .text, self.format != .json {
      throw SettingError(
        key: "--json", has: "--format \(self.format.rawValue) beside it", allowed: "one of them")
    }
    if sweeps.isEmpty, added.add.isEmpty {
      throw SettingError(
        key: "compare", has: "nothing to compare",
        allowed: "the folder of a sweep, or --add LABEL=FILES")
    }
    if columns != nil, format == .json {
      throw refuse("--columns", "--format text, markdown or latex")
    }
    if allPairs, ![.text, .json].contains(format) || columns != nil {
      throw refuse("--all-pairs", "--format text without --columns; json has every pair")
    }
    if allPairs, against != nil { throw refuse("--all-pairs", "no --against beside it") }
    if weights != nil, sweeps.isEmpty { throw refuse("--weights", "the folder of a sweep") }
    try added.requireMeaning()
    for (place, name) in metric.enumerated() where metric[..<place].contains(name) {
      throw SettingError(key: "--metric", has: "\(name) twice", allowed: "each metric once")
    }
  }
}
