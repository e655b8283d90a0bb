import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// The scores of a set of samples, as text and as JSON.
public struct ScoreReport: Sendable {
  /// What was recognized in the file and is not the usual form, such as a decimal comma; a phrase each.
  public let notes: [String]
  /// The same about the file of the target's points.
  public let targetNotes: [String]
  /// What makes scores against this target inexact, a sentence each.
  public let warnings: [String]
  /// The names of the samples and the target.
  let title: String
  let measurements: [MetricValue]
  /// The metrics that have no value for these samples, and why.
  let undefined: [(metric: Metric, reason: String)]
  /// The metrics that were measured, by name.
  let metrics: [String: Metric]
  /// The target's modes and the samples near each; nil if the target has none,
  /// or if no metric of their shapes is requested.
  let coverage: ModeCoverage?
  /// The number of samples that the rarest mode would get from the target; nil if it has no modes.
  let leastExpected: Double?
  /// Numbers of samples that were scored and dropped, and the line that was skipped as a header.
  let (count, dropped, header): (Int, Int, String?)

  /// Scores the samples of a file.
  ///
  /// Throws `SettingError` if the target cannot be used, and `FileError` if the file cannot.
  public init(
    file: URL, target: TargetConfiguration, name: String,
    metrics: MetricSelection = .all(Metric.standard),
    dropsInvalid: Bool = false, header: CSVHeader = .auto
  ) throws {
    var reading = SampleReading()
    (reading.dropsInvalid, reading.header) = (dropsInvalid, header)
    try self.init(.file(file), as: reading, target: target, name: name, metrics: metrics)
  }

  /// Scores the samples of a file or of the standard input.
  ///
  /// Throws `SettingError` if a setting or the target cannot be used, and `FileError` if the file cannot.
  public init(
    _ source: SampleSource, as reading: SampleReading = SampleReading(),
    target: TargetConfiguration, name: String, metrics: MetricSelection = .all(Metric.standard)
  ) throws {
    let judge = try Judge(target)
    try judge.require(metrics)
    let read = try SampleFile.read(source, dimension: judge.target.dimension, as: reading)
    let dropped = read.dropped == 0 ? "" : ", without \(read.dropped) that are not finite"
    let skipped = read.header.map { ", below the header \($0)" } ?? ""
    self.init(
      read.samples, judge: judge, metrics: metrics,
      title: "\(read.samples.count) samples of \(source.shortName.inOneLine())\(skipped)"
        + "\(dropped), against \(name.inOneLine())", read: read)
  }

  /// Scores samples generated from the last checkpoint of a run, in the same way as an evaluation at its
  /// step, against the run's own target or another target.
  ///
  /// `weights` chooses the generator; the default is the one that is the result of the run. `runName` is the run's
  /// name in the title (default: that of its folder). `notice` receives a message if the
  /// previous checkpoint is used in place of the last. Throws `FileError` if the folder contains no run or no usable
  /// checkpoint, and `SettingError` if the dimension of the other target differs.
  public init(
    run: RunFolder, against other: (target: TargetConfiguration, name: String)? = nil,
    metrics: MetricSelection = .all(Metric.standard), weights: ResultWeights? = nil,
    runName: String? = nil, notice: (String) -> Void = { _ in }
  ) throws {
    let (trainer, configuration) = try run.restoredTrainer(weights: weights, notice: notice)
    let own = try Judge(configuration.target)
    let judge = try other.map { try Judge($0.target) } ?? own
    let dimension = own.target.dimension
    guard judge.target.dimension == dimension else {
      throw SettingError(
        key: "target",
        has: "'\(other?.name ?? "")', whose samples have length \(judge.target.dimension),",
        allowed: "a target of samples of length \(dimension), as the run's are")
    }
    try judge.require(metrics)
    let samples = SampleSet(
      trainer.samples(configuration.evaluation.samples), dimension: dimension)
    self.init(
      samples, judge: judge, metrics: metrics,
      title: "\(samples.count) samples of \(runName?.inOneLine() ?? run.url.lastPathComponent) "
        + "at step \(trainer.step)\(configuration.evaluation.weights == .average ? " with averaged weights" : ""), "
        + "against \(other?.name ?? "its own target")", referenceSeed: configuration.seed)
  }

  private init(
    _ samples: SampleSet, judge: Judge, metrics selection: MetricSelection, title: String,
    read: ReadSamples? = nil, referenceSeed: UInt64 = 0
  ) {
    (count, dropped, header) = (samples.count, read?.dropped ?? 0, read?.header)
    notes = read?.notes ?? []
    targetNotes = (judge.target as? PointCloud)?.notes ?? []
    warnings = [judge.target.resolutionWarning].compactMap(\.self)
    let evidence = Evidence(samples, of: judge.target, referenceSeed: referenceSeed)
    self.title = title
    leastExpected = evidence.coverage.flatMap { coverage in
      coverage.weights.min().map { $0 * Double(coverage.samples) }
    }
    let measurements = judge.measure(evidence, by: selection.metrics)
    let found = Set(measurements.map(\.name))
    self.measurements = measurements
    undefined = selection.metrics.filter { !found.contains($0.name) }.map { metric in
      (metric, metric.reasonForNoValue(evidence) ?? "it is not defined for these samples")
    }
    metrics = Dictionary(selection.metrics.map { ($0.name, $0) }) { first, _ in first }
    coverage = selection.metrics.contains { $0.family == .shape } ? evidence.coverage : nil
  }
}
