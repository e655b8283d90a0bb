import ToyGANStatistics
import ToyGANStudies

/// The texts of the figure.
extension ScoreOverSetting {
  /// What is shown, a sentence or two in each part.
  func caption(_ score: Score) -> [String] {
    let labels = varied.lines.flatMap { $0.points.map(\.label) }
    let counts = labels.map { sweep.runs(of: $0).observations(of: score.metric).count }
    let missing = labels.contains { label in
      sweep.runs(of: label).contains { !$0.value(of: score.metric).isFinite }
    }
    let shown =
      (counts.max() ?? 0) < Observations.leastForInterval
      ? "Large points: means; small points: seeds, too few for an interval."
      : "Large points: means; whiskers: 95 % Student-t intervals, cut at the possible values; "
        + "small points: seeds."
    return [
      shown + (score.countsModes ? " Dotted: all modes." : "")
        + (isTogether ? "" : " Grey: the other lines.")
        + (hasExcluded(score)
          ? " Cross: a run that diverged or was interrupted, not in the mean." : "")
        + (missing ? " A run without a final value is left out." : ""),
      score.meaning, leftOut,
    ].filter { !$0.isEmpty }
  }

  private func hasExcluded(_ score: Score) -> Bool {
    varied.lines.flatMap(\.points).contains {
      sweep.runs(of: $0.label).hasExcluded(by: score.metric)
    }
  }

  /// The labels that are not points of a line; empty if there are none.
  private var leftOut: String {
    let shown = Set(varied.lines.flatMap { $0.points.map(\.label) })
    let others = sweep.labels.filter { !shown.contains($0) }
    guard !others.isEmpty else { return "" }
    let names = others.prefix(6).joined(separator: "; ")
    return "Points: labels that differ in \(varied.key) alone. Not shown: \(names)"
      + (others.count > 6 ? " and \(others.count - 6) more." : ".")
  }

  /// What the signs mean, in few words.
  func key(_ score: Score) -> [KeyEntry] {
    let all = KeyEntry(sign: .line("3"), text: "all modes")
    let excluded = KeyEntry(sign: .point(2), text: "not in the mean")
    return (score.countsModes ? [all] : []) + (hasExcluded(score) ? [excluded] : [])
  }
}
