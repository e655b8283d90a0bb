import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

extension ScoreReport {
  /// One JSON object: the value of each metric by name, lists with one number per mode, the numbers of
  /// samples that were scored and dropped, and `details`.
  ///
  /// Numbers are written exactly. By its name a value that is infinite or undefined is null. In `details`, which
  /// has an object for each metric by its name, infinite values are the texts `inf` and `-inf`, and what is not a
  /// number is `nan`:
  ///
  /// | key | |
  /// |---|---|
  /// | `value` | the value; null if there is none |
  /// | `reason` | why there is no value; null if there is one |
  /// | `definition` | the definition in one sentence |
  /// | `better` | the direction in which it improves: `higher`, `lower` or `targetValue` |
  /// | `noise_floor` | what draws of the target itself score: `mean`, `deviation`, `draws`; null if unknown |
  /// | `theory` | what theory gives for samples of the target itself; null if there is no formula, or one of many samples and a mode gets fewer than 5 |
  /// | `samples`, `samples_dropped` | samples that the metric used, and those that were not valid |
  public var json: String {
    let values =
      measurements.map { "  \"\($0.name)\": \(Self.finite($0.value))" }
      + undefined.map { "  \"\($0.metric.name)\": null" }
    let lists = modeLists.map { name, values in
      "  \"\(name)\": [\(values.map(Self.finite).joined(separator: ", "))]"
    }
    let counts = ["  \"samples\": \(count)", "  \"samples_dropped\": \(dropped)"]
    let skipped = header.map { ["  \"header\": \(Self.text($0))"] } ?? []
    let lines = values + lists + counts + skipped + ["  \"details\": \(details)"]
    return "{\n\(lines.joined(separator: ",\n"))\n}\n"
  }

  private var modeLists: [(String, [Double?])] {
    guard let coverage else { return [] }
    return [
      ("mode_counts", coverage.counts.map { Double($0) }),
      ("mode_good_counts", coverage.goodCounts.map { Double($0) }),
      ("mode_offsets", coverage.modes.map(\.offset)),
      ("mode_deviation_ratios", coverage.deviationRatios),
      ("mode_log_determinant_ratios", coverage.logDeterminantRatios),
    ]
  }

  /// An object for each metric.
  private var details: String {
    let members =
      measurements.map { "    \"\($0.name)\": {\n\(detail($0))\n    }" }
      + undefined.map { "    \"\($0.metric.name)\": {\n\(detail($0.metric, $0.reason))\n    }" }
    return "{\n\(members.joined(separator: ",\n"))\n  }"
  }

  private func detail(_ measured: MetricValue) -> String {
    Self.members([
      ("value", Self.number(measured.value)), ("reason", "null"),
      ("definition", Self.text(measured.definition)), ("better", better(metrics[measured.name])),
      ("noise_floor", measured.noiseFloor.map(Self.floor) ?? "null"),
      ("theory", theory(of: measured).map(Self.number) ?? "null"),
      ("samples", "\(measured.samples)"), ("samples_dropped", "\(dropped)"),
    ])
  }

  private func detail(_ metric: Metric, _ reason: String) -> String {
    Self.members([
      ("value", "null"), ("reason", Self.text(reason)),
      ("definition", Self.text(metric.definition)), ("better", better(metric)),
      ("noise_floor", "null"), ("theory", "null"), ("samples", "0"),
      ("samples_dropped", "\(dropped)"),
    ])
  }

  private func better(_ metric: Metric?) -> String {
    metric.map { Self.text($0.preference.rawValue) } ?? "null"
  }

  private static func floor(_ floor: NoiseFloor) -> String {
    "{\"mean\": \(number(floor.mean)), \"deviation\": \(number(floor.deviation)), "
      + "\"draws\": \(floor.draws)}"
  }

  private static func members(_ members: [(String, String)]) -> String {
    members.map { "      \"\($0)\": \($1)" }.joined(separator: ",\n")
  }

  private static func text(_ text: String) -> String { SettingNode.word(text).json }

  /// A number, or null for one that is not finite.
  private static func finite(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "null" }
    return number(value)
  }

  /// A number; `"inf"`, `"-inf"` or `"nan"` for one that is not finite.
  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "\"\(CSV.text(value))\"" }
    return Int(exactly: value).map { "\($0)" } ?? CSV.text(value)
  }
}
