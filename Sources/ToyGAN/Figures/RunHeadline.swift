import ToyGANStudies

/// Titles that the figures of a run share.
enum RunHeadline {
  /// "Training: WGAN, seed 3 (diverged)", using what the run's summary contains.
  static func title(_ subject: String, _ summary: RunSummary?) -> String {
    guard let summary else { return subject }
    let status = summary.status == "completed" ? "" : " (\(summary.status))"
    return "\(subject): \(summary.label), seed\u{A0}\(summary.seed)\(status)"
  }
}
