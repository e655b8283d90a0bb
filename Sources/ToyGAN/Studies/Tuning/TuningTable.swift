import ToyGANFiles
import ToyGANMetrics
import ToyGANStatistics

/// The result of a search in Markdown: a row for each label, and how it was found.
struct TuningTable {
  private let tuning: Tuning
  private let labels: [TunedLabel]
  private let confirmed: [String: [RunResult]]

  init(_ tuning: Tuning, _ labels: [TunedLabel], confirmed: Sweep?) {
    (self.tuning, self.labels) = (tuning, labels)
    guard let confirmed else {
      self.confirmed = [:]
      return
    }
    var results = SweepResults(confirmed.plan.map(\.id), in: confirmed.folder)
    _ = results.refresh()
    let runs = zip(confirmed.plan, results.results).compactMap { run, result in
      result.map { (label: run.label, result: $0) }
    }
    self.confirmed = Dictionary(grouping: runs, by: \.label).mapValues { $0.map(\.result) }
  }

  var markdown: String {
    let titles = [
      "label", "trials", "impossible", "diverged", "stopped", "updates", "best trial",
      "\(metricName) in the search", "own settings, fresh seeds", "best trial, fresh seeds",
    ]
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    let lines =
      [line(titles), MarkdownText.rule(columns: titles.count)] + labels.map { line(row($0)) }
    return lines.joined(separator: "\n") + "\n\n" + notes
  }

  private var metricName: String { tuning.objective.metrics.first?.name ?? "" }

  private func row(_ label: TunedLabel) -> [String] {
    func count(_ status: TrialResult.Status) -> String {
      "\(label.results.count { $0.status == status })"
    }
    let metric = tuning.objective.metrics.first
    let found = label.best?.means[metricName].flatMap { metric?.inTable($0) } ?? "-"
    let isOwn = label.best?.planned.trial.number == 0
    return [
      MarkdownText.escaped(label.label), "\(label.results.count)", count(.impossible),
      count(.diverged), count(.stopped), "\(label.results.reduce(0) { $0 + $1.updates })",
      label.best.map { isOwn ? "its own settings" : "\($0.planned.trial.number)" } ?? "-",
      found, confirmedText(label.standard), confirmedText(label.best),
    ]
  }

  /// The mean over the fresh seeds that did not diverge, with its interval.
  private func confirmedText(_ trial: TrialResult?) -> String {
    guard let trial, let place = trial.planned.places.first,
      let runs = confirmed[tuning.search.plan[place].label],
      let metric = tuning.objective.metrics.first
    else { return "-" }
    let kept = runs.filter { !$0.summary.isDiverged }.compactMap { $0.measured(metric) }
    let values = Observations(kept.map(\.value))
    guard let mean = values.mean else { return "- (\(runs.count) diverged)" }
    let bounds = metric.range.bounds(modes: kept.lazy.compactMap(\.expectedForTarget).first)
    let interval = values.meanInterval(within: bounds).map { " \(metric.inTable($0, of: mean))" }
    let diverged = runs.count { $0.summary.isDiverged }
    return metric.inTable(mean) + (interval ?? "")
      + (diverged > 0 ? " (\(diverged) diverged)" : "")
  }

  private var notes: String {
    [
      tuning.objective.text,
      tuning.settings.budget.map { "The budget of every run: \($0.text)." }
        ?? "Every run has the steps that its settings give; without a budget, labels may differ in them.",
      "updates: generator updates of all runs of the label in the search.",
      halvingText, seedsText,
      "`\(TrialTable.file)` has every trial, `best` the settings of the best one of each label.",
    ].compactMap(\.self).map { "- \($0)\n" }.joined()
  }

  private var halvingText: String? {
    tuning.settings.halving.map { halving in
      "At \(halving.rungs.map { "\($0)" }.joined(separator: ", ")) updates the best "
        + "\(DecimalText.significant(100 * halving.keep, 3)) % of a label's trials are continued. A tuning curve "
        + "needs trials that are trained to their ends, so that there is none."
    }
  }

  private var seedsText: String {
    let seeds = tuning.settings.confirmation
    guard let first = seeds.first else {
      return
        "The best was not confirmed with fresh seeds: its value in the search is too good, as the best of many."
    }
    return
      "Fresh seeds: \(seeds.count), from \(first) on. The value in the search is that of the best of many trials, "
      + "and so too good; compare labels by the fresh seeds. `[a, b]`: interval of the mean with 95 % confidence."
  }
}
