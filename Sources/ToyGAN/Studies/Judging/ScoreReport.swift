import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// What a judge says of somebody's samples, for people and for programs.
public struct ScoreReport: Sendable {
  /// What the samples and the target are called.
  private let title: String
  private let measurements: [MetricValue]
  /// The family of each metric by its name.
  private let families: [String: Metric.Family]
  /// The target's modes and the samples near each; nil where it has none, or nobody asks for their
  /// shapes.
  private let coverage: ModeCoverage?

  /// Measures the samples of a file.
  ///
  /// Throws `SettingError` where the file or the target cannot be used.
  public init(
    file: URL, target: TargetConfiguration, name: String, metrics: [Metric] = Metric.standard,
    dropsInvalid: Bool = false
  ) throws {
    let judge = try Judge(target)
    let reader = SampleReader(dimension: judge.target.dimension, dropsInvalid: dropsInvalid)
    let read = try reader.read(file)
    let dropped = read.dropped == 0 ? "" : ", without \(read.dropped) that are not finite"
    self.init(
      read.samples, judge: judge, metrics: metrics,
      title: "\(read.samples.count) samples of \(file.lastPathComponent)\(dropped), against \(name)"
    )
  }

  /// Measures what the last checkpoint of a run generates, as an evaluation at its step does,
  /// against the run's own target, or another by name.
  ///
  /// `notice` is told in a line where the previous checkpoint stands in for the last. Throws
  /// `SettingError` where the folder holds no run, or no checkpoint that can be used, or the
  /// other target's samples have another length.
  public init(
    run: RunFolder, against other: (target: TargetConfiguration, name: String)? = nil,
    metrics: [Metric] = Metric.standard, notice: (String) -> Void = { _ in }
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
    let samples = SampleSet(
      trainer.samples(configuration.evaluation.samples), dimension: dimension)
    self.init(
      samples, judge: judge, metrics: metrics,
      title: "\(samples.count) samples of \(run.url.lastPathComponent) at step \(trainer.step), "
        + "against \(other?.name ?? "its own target")")
  }

  private init(_ samples: SampleSet, judge: Judge, metrics: [Metric], title: String) {
    let evidence = Evidence(samples, of: judge.target)
    self.title = title
    measurements = judge.measure(evidence, by: metrics)
    families = Dictionary(metrics.map { ($0.name, $0.family) }) { first, _ in first }
    coverage = metrics.contains { $0.family == .shape } ? evidence.coverage : nil
  }
}

// MARK: - For programs

extension ScoreReport {
  /// One object: the value of each metric by its name, then lists with a number a mode.
  ///
  /// Numbers read back exactly; what is infinite or has no value is null.
  public var json: String {
    let values = measurements.map { "  \"\($0.name)\": \(Self.number($0.value))" }
    let lists = modeLists.map { name, values in
      "  \"\(name)\": [\(values.map(Self.number).joined(separator: ", "))]"
    }
    return "{\n\((values + lists).joined(separator: ",\n"))\n}\n"
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

// MARK: - For people

extension ScoreReport {
  /// Every metric beside what the target itself scores, then the modes, then what the names mean.
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
          "  \(m.name)", Self.short(m.value), m.floor.map(Self.short) ?? "",
          m.excess.map { Self.signed($0) } ?? "", m.ceiling.map { Self.short($0) } ?? "",
          "\(m.samples)",
        ]
      }
    }
    return TextTable(rows).text
  }

  /// Modes as the columns of `modeLists`; left out where there are too many to read.
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
  }

  private static func short(_ value: Double) -> String {
    if let whole = Int(exactly: value), abs(whole) < 1_000_000 { return "\(whole)" }
    return String(format: "%.4g", value)
  }

  private static func short(_ floor: NoiseFloor) -> String {
    let mean = short(floor.mean)
    return floor.deviation == 0 ? mean : "\(mean) ± \(String(format: "%.2g", floor.deviation))"
  }

  private static func signed(_ value: Double) -> String {
    value == 0 ? "0" : String(format: "%+.3g", value)
  }
}
