import ToyGANMetrics
import ToyGANTargets

extension Configuration {
  /// Sentences for a user who begins to train: what was recognized in the target's file, and `absentMetrics`.
  public func remarks(on target: any Target) -> [String] {
    let notes = (target as? PointCloud)?.notes ?? []
    return notes.map { "target.points.file is read as \($0)" }
      + [target.resolutionWarning].compactMap(\.self) + absentMetrics(of: target)
  }

  /// A sentence for each metric that `evaluation` names and that a target cannot have: it is left out.
  ///
  /// The metrics that are measured by default are not named, so that they may be absent without a word.
  public func absentMetrics(of target: any Target) -> [String] {
    let standard = EvaluationConfiguration()
    let named = [
      ("metrics", evaluation.metrics, standard.metrics),
      ("final", evaluation.final, standard.final),
    ]
    return named.flatMap { key, selection, usual -> [String] in
      guard case .named(let metrics) = selection, selection != usual else { return [] }
      return metrics.filter { !$0.applies(to: target) }.map { $0.leftOut(of: "evaluation.\(key)") }
    }
  }
}

extension Metric {
  /// The sentence that a setting names this metric, which a target cannot have.
  package func leftOut(of key: String) -> String {
    "\(key): \(name) needs \(need.text); it is left out"
  }
}
