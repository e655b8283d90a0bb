import ToyGANStatistics
import ToyGANStudies

/// The title and the caption of the figure of final scores.
struct ModesRecoveredText {
  let sweep: StoredSweep
  let grid: BarGrid
  let score: Score

  var title: String {
    score.countsModes
      ? "Modes recovered at the end of training" : "\(score.heading) at the end of training"
  }

  var caption: [String] {
    [
      shown + (score.countsModes ? " Dotted: all modes." : "")
        + (hasReference ? " Dashed: the target itself." : "")
        + (hasExcluded
          ? " Cross: a run that diverged or was interrupted, not in the mean." : "")
        + (isMissing ? " A run without a final value is left out." : ""),
      score.meaning + score.classicalNote("Diamond"),
    ].filter { !$0.isEmpty }
  }

  /// What the signs mean, in few words.
  var key: [KeyEntry] {
    let dots = KeyEntry(sign: .point(7), text: sweep.hasOneSeed ? "the run" : "a seed")
    let classical = KeyEntry(sign: .point(12), text: "modes covered, the classical count")
    let all = KeyEntry(sign: .line("3"), text: "all modes")
    let target = KeyEntry(sign: .line("(6,4)"), text: "the target itself")
    let excluded = KeyEntry(sign: .point(2), text: "not in the mean")
    return [dots] + (score.classical == nil ? [] : [classical])
      + (score.countsModes ? [all] : []) + (hasReference ? [target] : [])
      + (hasExcluded ? [excluded] : [])
  }

  private var hasReference: Bool {
    !score.countsModes
      && grid.columns.indices.contains { grid.runs(in: $0).reference(of: score.metric) != nil }
  }

  private var hasExcluded: Bool { sweep.runs.hasExcluded(by: score.metric) }

  private var isMissing: Bool {
    sweep.runs.contains { !$0.value(of: score.metric).isFinite }
  }

  private var shown: String {
    if sweep.hasOneSeed { return "Bar: the one run of each label." }
    let counts = grid.bars.map { $0.runs.observations(of: score.metric).count }
    guard (counts.max() ?? 0) >= Observations.leastForInterval else {
      return "Bar and number: mean; dots: the \(sweep.seedCount), too few for an interval."
    }
    return "Bar and number: mean; whisker: 95 % Student-t interval, cut at the possible values"
      + ((counts.min() ?? 0) < Observations.leastForInterval ? ", from 3 runs on" : "")
      + "; dots: the \(sweep.seedCount)."
  }
}
