import ToyGANFiles

/// A column of a sweep's tables that says which run a row is of, or how the run ended.
struct RunColumn: Sendable {
  /// A run of the plan that has a summary.
  typealias Row = (id: String, label: String, summary: RunSummary)

  /// Name and meaning.
  let column: ColumnMeaning
  /// Whether its values are always text: the name of a run may consist of digits only.
  let isText: Bool
  /// Whether a table of evaluations has it too.
  let isOfEvaluations: Bool
  /// The value without quotes.
  let cell: @Sendable (Row) -> String

  private init(
    _ name: String, _ meaning: String, range: String, isText: Bool = true,
    isOfEvaluations: Bool = true, cell: @escaping @Sendable (Row) -> String
  ) {
    column = ColumnMeaning(name, meaning, range: range)
    (self.isText, self.isOfEvaluations, self.cell) = (isText, isOfEvaluations, cell)
  }

  /// The columns of `summary.csv`, in their order, before the metrics.
  static let all = [
    RunColumn(
      "run", "name of the run's folder in runs, a hash of its configuration", range: "text"
    ) { $0.id },
    RunColumn("label", "name of the variant in tables and figures", range: "text") { $0.label },
    RunColumn("method", "name of the training method", range: "text") { $0.summary.method },
    RunColumn(
      "seed", "seed of all random numbers of the run", range: "0 and more", isText: false
    ) { "\($0.summary.seed)" },
    RunColumn(
      "status", "how the run ended", range: "completed, diverged or interrupted",
      isOfEvaluations: false
    ) { $0.summary.status },
    RunColumn(
      "steps", "updates of the generator that were made", range: "0 and more", isText: false,
      isOfEvaluations: false
    ) { "\($0.summary.steps)" },
  ]

  /// The columns of `trajectories.csv`, in their order, before those of a run's trajectory.
  static let ofEvaluations = all.filter(\.isOfEvaluations)

  /// The meanings of the columns with those names, which other files have too.
  static func meanings(_ names: String...) -> [ColumnMeaning] {
    names.compactMap { name in all.first { $0.column.name == name }?.column }
  }
}

extension [RunColumn] {
  /// The names in a header.
  var names: [String] { map(\.column.name) }
  /// The names of the columns that are always text.
  var words: [String] { filter(\.isText).names }

  func cells(_ row: RunColumn.Row) -> [String] { map { $0.cell(row) } }
}
