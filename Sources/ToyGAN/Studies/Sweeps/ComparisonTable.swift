import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// The results of a sweep, one line per label; only runs that have ended count.
///
/// Targets with modes, and targets without, have a table each. The strictest count of modes that every run has comes
/// first, and the classical one beside it; without modes, distances come first. Means, intervals and medians are over
/// the runs that did not diverge, as in `SweepComparison`; if some diverged, a number in parentheses states how many
/// runs are included. A diverged run does not count as having all modes, even if it had them before it diverged.
struct ComparisonTable {
  /// A planned run; without a result it has not ended.
  struct PlannedResult {
    var label: String
    /// The target in a few words.
    var target: String
    var result: RunResult?
  }

  private let parts: [ComparisonTablePart]
  private let definitions: [String: String]

  /// `definitions` are the sentences of the metrics' values, by name, where they are not those of round modes in the
  /// plane.
  init(_ runs: [PlannedResult], definitions: [String: String] = [:]) {
    func hasModes(_ run: PlannedResult) -> Bool? {
      run.result.flatMap { result in
        let names = Set(result.valuesByName.keys)
        return names.isEmpty ? nil : !names.isDisjoint(with: LabelColumn.ofModes)
      }
    }
    let measured = runs.filter { hasModes($0) == false }
    let withModes = Set(runs.filter { hasModes($0) == true }.map(\.target))
    let without = Set(measured.map(\.target)).subtracting(withModes)
    // A target without results stands in the first table.
    let isMixed = !withModes.isEmpty && !without.isEmpty
    let tables =
      isMixed
      ? [runs.filter { !without.contains($0.target) }, runs.filter { without.contains($0.target) }]
      : [runs]
    parts = tables.map { ComparisonTablePart($0) }
    self.definitions = definitions
  }

  /// The tables, and what their columns mean.
  var markdown: String {
    parts.map(\.markdown).joined(separator: "\n") + "\n"
      + ComparisonLegend(parts: parts, definitions: definitions).markdown
  }
}

/// The table of the targets with modes, or of those without.
struct ComparisonTablePart {
  private typealias Run = ComparisonTable.PlannedResult
  private let groups: [(label: String, runs: [Run])]
  private let targets: [(target: String, results: [RunResult])]
  let columns: [LabelColumn]

  init(_ runs: [ComparisonTable.PlannedResult]) {
    let byLabel = Dictionary(grouping: runs, by: \.label)
    groups = runs.map(\.label).firstOccurrences.map { ($0, byLabel[$0] ?? []) }
    let byTarget = Dictionary(grouping: runs, by: \.target)
    targets = runs.map(\.target).firstOccurrences.map { target in
      (target, (byTarget[target] ?? []).compactMap(\.result))
    }
    columns = LabelColumn.all(for: runs.compactMap(\.result))
  }

  /// All results, in the order of the plan's targets.
  var results: [RunResult] { targets.flatMap(\.results) }

  /// The count of modes of the first column; nil if the targets have no modes.
  var count: Metric? { columns.first.flatMap { $0.metric.isCount ? $0.metric : nil } }

  var markdown: String {
    let titles = columns.map(\.title) + (count == nil ? [] : ["all modes in"]) + ["diverged"]
    var text = "| | runs | \(titles.joined(separator: " | ")) |\n"
    text += MarkdownText.rule(columns: titles.count + 2) + "\n"
    for (label, runs) in groups { text += line(label, runs) }
    for (target, results) in targets { text += line(of: target, results) }
    return text
  }

  private func line(_ label: String, _ runs: [Run]) -> String {
    let results = runs.compactMap(\.result)
    let ended = results.count
    let number = ended < runs.count ? "\(ended) of \(runs.count)" : "\(ended)"
    var cells = [MarkdownText.escaped(label), number]
    // Scores on several targets differ by more than chance.
    let isOfOne = Set(runs.map(\.target)).count == 1
    cells += columns.map { $0.cell(results, hasInterval: isOfOne) }
    if let count {
      let countsModes = results.contains { $0.value(of: count) != nil }
      let complete = results.count { $0.hasAllModes(by: count) }
      cells.append(countsModes ? "\(complete) of \(ended)" : "-")
    }
    cells.append("\(results.count(where: \.summary.isDiverged))")
    return "| \(cells.joined(separator: " | ")) |\n"
  }

  /// The line with the values that theory gives for samples of the target itself, or else draws of it, if all runs
  /// on it agree on the first.
  private func line(of target: String, _ results: [RunResult]) -> String {
    let cells = columns.map { $0.target(results) }
    guard let first = cells.first, first != "-" else { return "" }
    let rest = count == nil ? "" : " |"
    let name = targets.count == 1 ? "the target itself" : "\(MarkdownText.escaped(target)) itself"
    return "| *\(name)* | | \(cells.joined(separator: " | "))\(rest) | |\n"
  }
}

extension SweepFolder {
  /// The comparison of the runs that have ended so far, in Markdown.
  ///
  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  package func tableSoFar() throws -> String {
    let plan = try planned(PlanFile.Line.self)
    var results = SweepResults(plan.map(\.run), in: self)
    _ = results.refresh()
    return try table(of: plan, results.results)
  }

  /// The comparison of results in the order of the plan, with its legend and the notes, in Markdown.
  func table(of plan: [PlanFile.Line], _ results: [RunResult?]) throws -> String {
    let words = TargetText(registry: registry)
    let targets = Dictionary(plan.map { ($0.target, words.words($0.target)) }) { first, _ in first }
    let ended = zip(plan, results).map { line, result in
      (line: line, result: result?.summary.outcome(of: line.steps) == nil ? nil : result)
    }
    let runs = ended.map { line, result in
      ComparisonTable.PlannedResult(
        label: line.label, target: targets[line.target] ?? "", result: result)
    }
    // One run of each target is enough: the texts say what a metric is, and not what a run scored.
    var seen = Set<String>()
    let examples = ended.filter { $0.result != nil && seen.insert($0.line.target).inserted }
    let measured = examples.flatMap { RunFolder(run($0.line.run)).summary()?.metrics ?? [] }
    let definitions = Dictionary(measured.map { ($0.name, $0.definition) }) { first, _ in first }
    return try ComparisonTable(runs, definitions: definitions).markdown + notes()
  }
}
