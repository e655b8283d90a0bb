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
  @Option(
    help: ArgumentHelp(
      "Samples of another program, scored like the sweeps' runs; every file is one seed. Can be repeated.",
      valueName: "label=files"))
  var add: [String] = []
  @Option(
    help: """
      The target of added samples, by name, as {family: {settings}}, or a configuration in YAML; only runs on \
      it are compared (default: the sweeps').
      """)
  var target: String?
  @Option(
    help: """
      Samples of each added file that are scored (default: as many as the sweeps' runs were scored by; \
      without a sweep, as many as the smallest file has).
      """, transform: Options.wholeNumber)
  var samples: Int?
  @Option(help: "The array in archives, .npz, that have several.") var array: String?
  @Option(help: "What stands between numbers in text (default: recognized).")
  var separator: CSVSeparator?
  @Option(help: "The decimal mark of numbers in text (default: recognized).")
  var decimal: DecimalMark?
  @Option(
    help:
      "The columns of added files to read, by name or number from 1 on, as in x,y (default: all).")
  var sampleColumns: String?
  @Option(
    help: "Whether the first line of text is a header: auto (if it has no number), yes or no.")
  var header: CSVHeader = .auto
  @Flag(help: "Drop added samples that are not finite, and report how many.")
  var dropInvalid = false
  @Option(
    help: """
      A metric to compare by, named as in summary.csv; can be repeated (default: \(Metric.modesByMass.name), \
      or \(Metric.modesCovered.name) where runs lack it, or a distance for a target without modes).
      """)
  var metric: [String] = []
  @Option(help: "Compare every other label with this one, and no others.") var against: String?
  @Flag(help: "Print every pair of labels, not only those with the best.") var allPairs = false
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
      "add", "target", "metric", "against", "array", "separator", "decimal", "sample-columns"
    ) {
      let runs = try self.runs()
      let names: [String?] = metric.isEmpty ? [nil] : metric
      return try names.map { try SweepComparison(runs, metric: $0, against: against) }
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
    if sweeps.isEmpty, add.isEmpty {
      throw SettingError(
        key: "compare", has: "nothing to compare",
        allowed: "the folder of a sweep, or --add LABEL=FILES")
    }
    if columns != nil, format == .json {
      throw refuse("--columns", "--format text, markdown or latex")
    }
    if allPairs, format != .text || columns != nil {
      throw refuse("--all-pairs", "--format text without --columns; json has every pair")
    }
    if allPairs, against != nil { throw refuse("--all-pairs", "no --against beside it") }
    if add.isEmpty, let option = optionOfSamples { throw refuse(option, "--add") }
    if let samples, samples < 1 {
      throw SettingError(key: "--samples", value: "\(samples)", allowed: "a whole number above 0")
    }
    for (place, name) in metric.enumerated() where metric[..<place].contains(name) {
      throw SettingError(key: "--metric", has: "\(name) twice", allowed: "each metric once")
    }
  }

  /// An option that was given and is only about added samples.
  private var optionOfSamples: String? {
    let given = [
      ("--samples", samples != nil), ("--array", array != nil), ("--separator", separator != nil),
      ("--decimal", decimal != nil), ("--sample-columns", sampleColumns != nil),
      ("--header", header != .auto), ("--drop-invalid", dropInvalid),
    ]
    return given.first { $0.1 }?.0
  }

  /// How added samples are scored.
  private func options() throws -> AddedSamplesOptions {
    var options = AddedSamplesOptions()
    options.target = try target.map {
      try TargetConfiguration(argument: $0, key: "--target", registry: ToyGANCommand.registry)
    }
    (options.samples, options.metrics) = (samples, metric)
    (options.reading.array, options.reading.header) = (array, header)
    (options.reading.separator, options.reading.decimal) = (separator, decimal)
    options.reading.columns =
      sampleColumns.map { text in
        text.split(separator: ",", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) }
      } ?? []
    options.reading.dropsInvalid = dropInvalid
    return options
  }

  /// The sweeps' runs and the added samples.
  private func runs() throws -> ComparedRuns {
    let registry = ToyGANCommand.registry
    let folders = sweeps.map { SweepFolder(URL(fileURLWithPath: $0), registry: registry) }
    var runs = try ComparedRuns(folders, registry: registry)
    let options = try options()
    if let target = options.target, !sweeps.isEmpty { try runs.keep(on: target) }
    do {
      try runs.add(add.map { try AddedSamples(argument: $0) }, options: options)
    } catch var error as SettingError where error.key == "columns" {
      // The option of that name is about the table.
      error.key = "sample-columns"
      throw error
    }
    return runs
  }
}
