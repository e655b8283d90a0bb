extension ComparedRuns {
  /// Samples of other programs as runs for figures, in the order in which they were added, and what a reader should
  /// know about them; throws as `add`.
  ///
  /// Figures also show runs on other targets, which a comparison leaves out.
  package static func forFigures(
    _ samples: [AddedSamples], options: AddedSamplesOptions, beside sweep: SweepFolder
  ) throws -> (runs: [SummarizedRun], notes: [String]) {
    var compared = try ComparedRuns([sweep], registry: sweep.registry)
    let others = compared.targets.count > 1 ? 1 : 0
    try compared.add(samples, options: options)
    return (compared.addedRuns, Array(compared.notes.dropFirst(others)))
  }

  private var addedRuns: [SummarizedRun] {
    runs.filter { $0.sweep == nil }.map { run in
      SummarizedRun(
        "", label: run.label, target: run.target,
        result: RunResult(run.summary, among: registry.metrics),
        targets: TargetText(registry: registry))
    }
  }
}
