import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// The scores of a set of samples, as text and as JSON.
public struct ScoreReport: Sendable {
  /// The names of the samples and the target.
  private let title: String
  private let measurements: [MetricValue]
  /// The family of each metric, by the metric's name.
  private let families: [String: Metric.Family]
  /// The target's modes and the samples near each; nil if the target has none,
  /// or if no metric of their shapes is requested.
  private let coverage: ModeCoverage?
  /// Numbers of samples that were scored and dropped, and the line that was skipped as a header.
  private let (count, dropped, header): (Int, Int, String?)
  /// The metrics that were asked for and have no value for these samples.
  private let undefined: [String]

  /// Scores the samples of a file.
  ///
  /// Throws `SettingError` if the file or the target cannot be used.
  public init(
    file: URL, target: TargetConfiguration, name: String,
    metrics: MetricSelection = .all(Metric.standard),
    dropsInvalid: Bool = false, header: CSVHeader = .auto
  ) throws {
    let judge = try Judge(target)
    try judge.require(metrics)
    let reader = SampleReader(
      dimension: judge.target.dimension, dropsInvalid: dropsInvalid, header: header)
    let read = try reader.read(file)
    let dropped = read.dropped == 0 ? "" : ", without \(read.dropped) that are not finite"
    let skipped = read.header.map { ", below the header \($0)" } ?? ""
    self.init(
      read.samples, judge: judge, metrics: metrics,
      title: "\(read.samples.count) samples of \(file.lastPathComponent.inOneLine())\(skipped)"
        + "\(dropped), against \(name.inOneLine())", dropped: read.dropped, header: read.header)
  }

  /// Scores samples generated from the last checkpoint of a run, in the same way as an evaluation at its
  /// step, against the run's own target or another target.
  ///
  /// `notice` receives a message if the previous checkpoint is used in place of the
  /// last. Throws `SettingError` if the folder contains no run or no usable checkpoint,
  /// or if the dimension of the other target differs.
  public init(
    run: RunFolder, against other: (target: TargetConfiguration, name: String)? = nil,
    metrics: MetricSelection = .all(Metric.standard), notice: (String) -> Void = { _ in }
  ) throws {
    let (trainer, configuration) = try run.restoredTrainer(notice: notice)
    let own = try Judge(configuration.target)
    let judge = try other.map { try Judge($0.target) } ?? own
    let dimension = own.target.dimension
    guard judge.target.dimension == dimension else {
      throw SettingError(
        key: "target",
        value: "'\(other?.name ?? "")', whose samples have length \(judge.target.dimension),",
        allowed: "a target of samples of length \(dimension), as the run's are")
    }
    try judge.require(metrics)
    let samples = SampleSet(
      trainer.samples(configuration.evaluation.samples), dimension: dimension)
    self.init(
      samples, judge: judge, metrics: metrics,
      title: "\(samples.count) samples of \(run.url.lastPathComponent) at step \(trainer.step), "
        + "against \(other?.name ?? "its own target")")
  }

  private init(
    _ samples: SampleSet, judge: Judge, metrics selection: MetricSelection, title: String,
    dropped: Int = 0,
    header: String? = nil
  ) {
    (count, self.dropped, self.header) = (samples.count, dropped, header)
    let metrics = selection.metrics
    let areNamed = if case .named = selection { true } else { false }
    let evidence = Evidence(samples, of: judge.target)
    self.title = title
    measurements = judge.measure(evidence, by: metrics)
    let (found, values) = (Set(measurements.map(\.name)), metrics.map(\.name))
    undefined = areNamed ? values.filter { !found.contains($0) } : []
    families = Dictionary(metrics.map { ($0.name, $0.family) }) { first, _ in first }
    coverage = metrics.contains { $0.family == .shape } ? evidence.coverage : nil
  }
}

// MARK: - JSON

extension ScoreReport {
  /// One JSON object: the value of each metric by name, lists with one number per mode, and the numbers of
  /// samples that were scored and dropped.
  ///
  /// Numbers are written exactly; infinite and undefined values are null.
  public var json: String {
    let values =
      measurements.map { "  \"\($0.name)\": \(Self.number($0.value))" }
      + undefined.map { "  \"\($0)\": null" }
    let lists = modeLists.map { name, values in
      "  \"\(name)\": [\(values.map(Self.number).joined(separator: ", "))]"
    }
    let counts = ["  \"samples\": \(count)", "  \"samples_dropped\": \(dropped)"]
    let skipped = header.map { ["  \"header\": \(SettingNode.word($0).json)"] } ?? []
    return "{\n\((values + lists + counts + skipped).joined(separator: ",\n"))\n}\n"
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

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "null" }
    return Int(exactly: value).map { "\($0)" } ?? CSV.text(value)
  }
}

// MARK: - Text

extension ScoreReport {
  /// Every metric with the score of the target itself, then the modes, then the definitions.
  public var text: String {
    [title + "\n", table, modeTable, meanings].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var table: String {
    var rows = [["", "value", "the target itself", "excess", "in theory", "samples"]]
    for family in Metric.Family.allCases {
      let members = measurements.filter { families[$0.name] == family }
      if members.isEmpty { continue }
      rows.append([family.rawValue])
      rows += members.map { m in
        [
          "  \(m.name)", Self.short(m.value), m.noiseFloor.map(Self.short) ?? "",
          m.excess.map { Self.signed($0) } ?? "", m.expectedForTarget.map { Self.short($0) } ?? "",
          "\(m.samples)",
        ]
      }
    }
    return TextTable(rows).text
  }

  /// The modes with the columns of `modeLists`; empty if there are too many to read.
  private var modeTable: String {
    guard let coverage, coverage.modes.count <= 50 else { return "" }
    let head = [
      "mode", "weight", "samples", "good", "offset", "deviation ratio", "log determinant ratio",
    ]
    let (ratios, determinants) = (coverage.deviationRatios, coverage.logDeterminantRatios)
    let rows = coverage.modes.enumerated().map { k, mode in
      [
        "\(k)", Self.short(coverage.weights[k]), "\(mode.count)", "\(mode.good)",
        mode.offset.map { Self.short($0) } ?? "-", ratios[k].map { Self.short($0) } ?? "-",
        determinants[k].map { Self.short($0) } ?? "-",
      ]
    }
    return TextTable([head] + rows).text
  }

  private var meanings: String {
    measurements.map { "\($0.name): \($0.definition)\n" }.joined()
      + undefined.map { "\($0): not defined for these samples\n" }.joined()
  }

  private static func short(_ value: Double) -> String {
    if let whole = Int(exactly: value), abs(whole) < 1_000_000 { return "\(whole)" }
    return DecimalText.significant(value, 4)
  }

  private static func short(_ noiseFloor: NoiseFloor) -> String {
    let mean = short(noiseFloor.mean)
    return noiseFloor.deviation == 0
      ? mean : "\(mean) ± \(DecimalText.significant(noiseFloor.deviation, 2))"
  }

  private static func signed(_ value: Double) -> String {
    value == 0 ? "0" : String(format: "%+.3g", value)
  }
}
