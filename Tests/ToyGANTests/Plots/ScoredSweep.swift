import Foundation

/// Writes the folder of a sweep of which only targets, scores and outcomes matter.
struct ScoredSweep {
  struct Run {
    var label: String
    var seed: Int
    var target = "ring8"
    var status = "completed"
    /// The final value of each metric, and what the target itself scores.
    var scores: [(name: String, value: Double, ofTarget: Double?)]

    /// A run that ended with this number of modes by both counts.
    static func modes(
      _ label: String, _ seed: Int, _ modes: Double, of all: Double = 8, target: String = "ring8",
      status: String = "completed"
    ) -> Run {
      Run(
        label: label, seed: seed, target: target, status: status,
        scores: [("modes_covered", modes, all), ("modes_by_mass", modes, all)])
    }

    /// A run that ended at this distance from a target without modes.
    static func distance(
      _ label: String, _ seed: Int, _ value: Double, target: String = "swiss-roll",
      ofTarget: Double = 0.06
    ) -> Run {
      Run(
        label: label, seed: seed, target: target,
        scores: [("sliced_w1", value, ofTarget), ("energy_distance", value, ofTarget)])
    }
  }

  var runs: [Run]
  /// Settings of labels beside the target.
  var settings: [String: [String: Any]] = [:]
  var steps = 3000

  func write(to folder: URL) throws {
    var plan = ""
    for (index, run) in runs.enumerated() {
      let id = "\(index)"
      let configuration = (settings[run.label] ?? [:]).merging(["target": run.target]) { $1 }
      plan +=
        try json([
          "run": id, "label": run.label, "seed": run.seed, "steps": steps,
          "configuration": configuration,
        ]) + "\n"
      let place = folder.appendingPathComponent("runs/\(id)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try Data(summary(of: run).utf8).write(to: place.appendingPathComponent("summary.json"))
      try Data(trajectory(of: run).utf8).write(to: place.appendingPathComponent("trajectory.csv"))
    }
    try Data(plan.utf8).write(to: folder.appendingPathComponent("plan.jsonl"))
  }

  private func summary(of run: Run) throws -> String {
    try json([
      "label": run.label, "method": "gan", "seed": run.seed, "status": run.status, "steps": steps,
      "metrics": run.scores.map { score in
        var metric: [String: Any] = [
          "name": score.name, "value": score.value, "definition": "", "samples": 500,
        ]
        metric["ceiling"] = score.ofTarget
        return metric
      },
    ])
  }

  /// Losses near 1, and scores that fall or rise to the last one.
  private func trajectory(of run: Run) -> String {
    var text = (["step", "loss_generator", "loss_discriminator"] + run.scores.map(\.name))
      .joined(separator: ",")
    for place in 0...6 {
      let share = 1 - Double(place) / 6
      let scores = run.scores.map { "\($0.value + share * ($0.name.hasPrefix("modes") ? 0 : 1))" }
      text += "\n" + (["\(steps * place / 6)", "0.7", "1.4"] + scores).joined(separator: ",")
    }
    return text + "\n"
  }

  private func json(_ object: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }
}
