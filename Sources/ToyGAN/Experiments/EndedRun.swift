import Foundation

/// A run of a sweep that has ended, as a comparison of labels sees it.
struct EndedRun {
  var label: String
  /// The target as the plan states it.
  var target: String
  var summary: RunSummary

  var isDiverged: Bool { summary.status == "diverged" }

  /// The last measurement of a metric; nil in a run that diverged, and where it is no finite number.
  func measurement(_ metric: String) -> Measurement? {
    let measured = summary.metrics.first { $0.name == metric }
    return isDiverged || measured?.value.isFinite != true ? nil : measured
  }

  /// Whether it diverged, or ended with fewer than half of the modes.
  var isCollapsed: Bool {
    guard let modes = measurement("modes_covered"), let all = modes.ceiling else {
      return isDiverged
    }
    return modes.value < all / 2
  }
}

extension SweepFolder {
  /// The runs that have ended, in the order of the plan, and how many have not.
  ///
  /// Throws `ConfigurationError` where the folder holds no plan, or one that cannot be read.
  func endedRuns() throws(ConfigurationError) -> (ended: [EndedRun], unfinished: Int) {
    let plan = try planned()
    let ended = plan.compactMap { line in
      RunFolder(run(line.run)).summary().flatMap { summary in
        summary.isFinished
          ? EndedRun(label: line.label, target: line.target, summary: summary) : nil
      }
    }
    return (ended, plan.count - ended.count)
  }

  private func planned() throws(ConfigurationError) -> [PlanLine] {
    guard let data = FileManager.default.contents(atPath: file("plan.jsonl").path) else {
      throw ConfigurationError(
        key: url.path, value: "a folder without plan.jsonl", allowed: "the folder of a sweep")
    }
    var plan: [PlanLine] = []
    for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let line = try? JSONDecoder().decode(PlanLine.self, from: line) else {
        throw ConfigurationError(
          key: "\(file("plan.jsonl").path) line \(index + 1)", value: "what is written there",
          allowed: "a planned run")
      }
      plan.append(line)
    }
    return plan
  }
}

/// What a comparison reads of a line of `plan.jsonl`.
private struct PlanLine: Decodable {
  var run: String
  var label: String
  var configuration: Settings

  struct Settings: Decodable { var target: TargetConfiguration }

  /// A preset's name, or JSON.
  var target: String {
    let text = JSONText.of(configuration.target, isPretty: false)
    return text.trimmingCharacters(in: CharacterSet(charactersIn: "\"\n"))
  }
}
