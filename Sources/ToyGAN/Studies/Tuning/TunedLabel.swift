/// A label of a search, and what its trials came to.
struct TunedLabel {
  /// The label, or the name of the method in an experiment without labels.
  let label: String
  /// All trials, in the order of their numbers.
  let results: [TrialResult]
  /// The trials from the best to the worst: those that ended, and then those that were stopped, at the last rung first.
  ///
  /// Impossible trials have no rank.
  let ranked: [TrialResult]

  static func all(
    _ search: Sweep, results: [Trial: TrialResult], objective: TuningObjective
  ) -> [TunedLabel] {
    search.trials.map(\.trial.label).firstOccurrences.map { label in
      let own = search.trials.filter { $0.trial.label == label }.compactMap { results[$0.trial] }
      let first = own.lazy.compactMap(\.planned.places.first).first.map { search.plan[$0] }
      let method = first.map { type(of: $0.configuration.method).name } ?? ""
      return TunedLabel(label: label.isEmpty ? method : label, own, objective)
    }
  }

  private init(label: String, _ results: [TrialResult], _ objective: TuningObjective) {
    (self.label, self.results) = (label, results)
    func isBetter(_ a: TrialResult, _ b: TrialResult) -> Bool {
      let (stoppedA, stoppedB) = (a.status == .stopped, b.status == .stopped)
      if stoppedA != stoppedB { return stoppedB }
      if stoppedA, a.step != b.step { return a.step > b.step }
      return objective.isBetter(a, than: b)
    }
    // A trial that diverged is behind one that was stopped.
    let possible = results.filter { $0.status != .impossible }
    ranked =
      possible.filter { !$0.isDiverged }.sorted(by: isBetter)
      + possible.filter(\.isDiverged).sorted(by: isBetter)
  }

  var best: TrialResult? { ranked.first }

  /// The label's own settings.
  var standard: TrialResult? {
    results.first { $0.planned.trial.number == 0 && $0.status != .impossible }
  }

  /// The trials that fresh seeds confirm: the label's own settings and, if it is another one, the best.
  var confirmed: [TrialResult] {
    guard let best else { return [] }
    guard let standard, standard.planned.places != best.planned.places else { return [best] }
    return [standard, best]
  }

  /// The trials that drew settings and have runs.
  var drawn: [TrialResult] {
    results.filter { $0.planned.trial.number > 0 && $0.status != .impossible }
  }
}
