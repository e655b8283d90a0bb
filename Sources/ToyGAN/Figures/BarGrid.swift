import ToyGANStudies

/// The bars of the final score: labels are rows; columns are the targets or, on one target, the values of another
/// setting.
struct BarGrid {
  /// The runs of a label on the target of a column.
  struct Bar {
    var label: String
    var runs: [SummarizedRun]
    var row = 0
    var column = 0
  }

  let rows: [String]
  /// The columns; a single one without a name if there are only rows.
  let columns: [String]
  let bars: [Bar]
  /// Whether every row is a label, with the colour that it has in other figures.
  let hasRowsOfLabels: Bool

  init(_ sweep: StoredSweep) {
    let targets = sweep.targets
    guard targets.count < 2 else {
      self = BarGrid(sweep, on: targets)
      return
    }
    // Columns are found in the order of the plan; rows alone are in the order of all figures.
    let planned = LabelGrid(sweep.labelsOfPlan.filter(sweep.labels.contains))
    let isProduct = planned.columns.count > 1
    let grid = isProduct ? planned.places(of: sweep.labels) : LabelGrid(sweep.labels)
    (rows, columns, hasRowsOfLabels) = (grid.rows, grid.columns, !isProduct)
    bars = zip(sweep.labels, grid.places).map { label, place in
      Bar(label: label, runs: sweep.runs(of: label), row: place.row, column: place.column)
    }
  }

  /// Bars at places that are given for each label; rows and columns are in the order of their first labels.
  init(_ sweep: StoredSweep, at place: (_ label: String) -> (row: String, column: String)) {
    let places = sweep.labels.map(place)
    let (rows, columns) = (
      places.map(\.row).firstOccurrences, places.map(\.column).firstOccurrences
    )
    bars = zip(sweep.labels, places).map { label, place in
      Bar(
        label: label, runs: sweep.runs(of: label), row: rows.firstIndex(of: place.row) ?? 0,
        column: columns.firstIndex(of: place.column) ?? 0)
    }
    (self.rows, self.columns, hasRowsOfLabels) = (rows, columns, false)
  }

  /// A column for each target, and in the rows what labels say besides the target.
  private init(_ sweep: StoredSweep, on targets: [String]) {
    let all = targets.enumerated().flatMap { column, target in
      sweep.labels.compactMap { label -> Bar? in
        let runs = sweep.runs(of: label).filter { $0.target.words == target }
        return runs.isEmpty ? nil : Bar(label: label, runs: runs, column: column)
      }
    }
    let names = Self.withoutTargets(all, columns: targets.count)
    var rows = [String]()
    for name in names where !rows.contains(name) { rows.append(name) }
    bars = zip(all, names).map { bar, name in
      var bar = bar
      bar.row = rows.firstIndex(of: name) ?? 0
      return bar
    }
    columns = targets.map { target in
      let short = sweep.runs.first { $0.target.words == target }?.target.short ?? target
      return short.isEmpty ? "target not known" : short
    }
    hasRowsOfLabels = rows == sweep.labels
    self.rows = rows
  }

  /// The labels without the parts between commas that say the target.
  ///
  /// These are the parts that all labels on a target share, but not all on other targets. The whole labels if too
  /// little is left to tell them apart.
  private static func withoutTargets(_ bars: [Bar], columns: Int) -> [String] {
    func shared(_ bars: [Bar]) -> [String] {
      let parts = bars.map(Self.parts(of:))
      return (parts.first ?? []).filter { part in parts.allSatisfy { $0.contains(part) } }
    }
    let everywhere = shared(bars)
    let own = (0..<columns).map { column in
      shared(bars.filter { $0.column == column }).filter { !everywhere.contains($0) }
    }
    let named = bars.map { parts(of: $0).joined(separator: ", ") }
    let names = bars.map { bar in
      parts(of: bar).filter { !own[bar.column].contains($0) }.joined(separator: ", ")
    }
    // Labels that are names of targets: the panels alone tell them apart.
    if named.allSatisfy(\.isEmpty) { return named.map { _ in "all runs" } }
    // The fewest rows that keep all bars apart.
    let apart = [names, named].filter { texts in
      let places = Set(zip(texts, bars).map { text, bar in "\(bar.column) \(text)" })
      return !texts.contains("") && places.count == bars.count
    }
    return apart.min { Set($0).count < Set($1).count } ?? bars.map(\.label)
  }

  /// The parts of a label but the name of its target.
  private static func parts(of bar: Bar) -> [String] {
    let target = bar.runs.first.map { [$0.target.words, TargetNames.part(of: $0)] } ?? []
    return bar.label.split(separator: ",").map { String($0.drop { $0 == " " }) }
      .filter { !target.contains($0) }
  }

  /// The bars of a column.
  func bars(in column: Int) -> [Bar] { bars.filter { $0.column == column } }

  /// The runs of a column.
  func runs(in column: Int) -> [SummarizedRun] { bars(in: column).flatMap(\.runs) }
}

/// The axis of a column of bars.
struct BarAxis {
  let (start, end): (Double, Double)

  /// It holds means, intervals, all modes, and what the target itself scores; runs that means leave out may be
  /// far off.
  init(_ bars: [BarGrid.Bar], _ score: Score, reference: Double?) {
    let runs = bars.flatMap(\.runs)
    let metrics = [score.metric] + (score.classical.map { [$0] } ?? [])
    let included = metrics.flatMap { runs.filter(\.isIncluded).values(of: $0).map(\.value) }
    let intervals = bars.compactMap { $0.runs.interval(of: score) }
    let seen =
      included + intervals.flatMap { [$0.lower, $0.upper] } + (reference.map { [$0] } ?? [])
    let highest = seen.max() ?? 1
    let modes = score.countsModes ? bars.compactMap(\.runs.modesOfTarget).max() : nil
    end = modes.map { max(Double($0), highest) } ?? (highest > 0 ? 1.05 * highest : 1)
    start = min(0, seen.min() ?? 0)
  }
}
