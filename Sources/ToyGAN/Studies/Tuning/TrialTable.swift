import ToyGANFiles
import ToyGANSettings

/// The table of a search's trials, `trials.csv`: a row for each trial of each label, with the means over its seeds
/// and the settings that it has drawn.
struct TrialTable {
  /// Name of the file in a search's folder.
  static let file = "trials.csv"

  private let tuning: Tuning
  private let labels: [TunedLabel]
  private let paths: [String]

  init(_ tuning: Tuning, _ labels: [TunedLabel]) {
    (self.tuning, self.labels) = (tuning, labels)
    paths = labels.flatMap { $0.results.flatMap { $0.planned.drawn.map(\.path) } }.firstOccurrences
  }

  private static let first = [
    "label", "trial", "rank", "status", "step", "updates", "discriminator_samples", "gates", "runs",
  ]

  var csv: String {
    let header = Self.first + tuning.objective.measured.map(\.name) + paths
    return ([header] + labels.flatMap(rows)).map { row in
      row.map(CSV.field).joined(separator: ",") + "\n"
    }.joined()
  }

  private func rows(_ label: TunedLabel) -> [[String]] {
    let order = label.ranked.map(\.planned.trial)
    return label.results.map { result in
      let rank = order.firstIndex(of: result.planned.trial).map { "\($0 + 1)" } ?? ""
      let runs = result.planned.places.map { tuning.search.plan[$0] }
      let samples = (runs.first?.configuration.discriminatorSamples ?? 0) * result.updates
      let head = [
        label.label, "\(result.planned.trial.number)", rank, result.status.rawValue,
        "\(result.step)", "\(result.updates)", "\(samples)", gates(result),
        runs.map(\.id).joined(separator: " "),
      ]
      let means = tuning.objective.measured.map { metric in
        result.means[metric.name].map { CSV.text($0) } ?? "nan"
      }
      return head + means + paths.map { path in value(of: path, result, runs.first) }
    }
  }

  private func gates(_ result: TrialResult) -> String {
    guard !tuning.objective.gates.isEmpty, [.completed, .stopped].contains(result.status) else {
      return ""
    }
    return result.passes ? "passed" : "failed"
  }

  /// What the trial has drawn; of the label's own settings, what they are.
  private func value(of path: String, _ result: TrialResult, _ run: PlannedRun?) -> String {
    if let drawn = result.planned.drawn.first(where: { $0.path == path }) {
      return drawn.value.inline
    }
    guard result.planned.trial.number == 0, let node = run?.configuration.node else { return "" }
    // A setting of both players' optimizers is written for each.
    let values = Variant.paths(path).map { node[$0]?.inline ?? "" }.firstOccurrences
    return values.count == 1 ? values[0] : ""
  }
}
