import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// How often a run is evaluated, on how many samples, and by which metrics.
public struct EvaluationConfiguration: SettingSection {
  /// Number of generator steps between evaluations.
  public var every = 500
  /// Number of samples drawn for each evaluation.
  public var samples = 2500
  /// Number of generator steps between stored samples and discriminator surfaces; 0 to store none.
  public var storeEvery = 1000
  /// Metrics of each evaluation during training; a recipe replaces the default by distances if the target has
  /// no modes.
  public var metrics = MetricSelection.named(Metric.duringTraining)
  /// Metrics of the final evaluation, each reported with its noise floor.
  public var final = MetricSelection.all(Metric.standard)
  /// The generator that is the result of the run: its samples are stored, drawn and judged.
  public var weights = ResultWeights.current
  /// Whether each evaluation also diagnoses the discriminator and both players' gradients.
  public var diagnostics = false

  public init() {}

  public static var settings: [Setting<Self>] {
    [
      Setting("every", \.every, .positive, "generator steps between evaluations")
        .also("eval every", "log every", "interval"),
      Setting("samples", \.samples, .from(1, to: 10_000_000), "samples drawn for each evaluation")
        .also("sample size", "eval samples"),
      Setting(
        "storeEvery", \.storeEvery, .notNegative,
        "generator steps between stored samples and surfaces; 0 to store none"
      ).also("save every", "snapshot", "sample interval"),
      Setting(
        "diagnostics", \.diagnostics,
        "whether evaluations also report diagnostics of the discriminator and of both players' gradients"
      ),
      Setting(
        "weights", optional: \.weightsUnlessCurrent,
        "the generator that is the result, whose samples are stored, drawn and judged: the one that is trained, "
          + "unless it is the one with averaged weights (see generator.average)"
      ).also("use ema", "ema weights"),
      Setting("final", \.final, "metrics at the end of the run, each with its noise floor"),
      Setting(
        "metrics", \.metrics,
        "metrics of each evaluation (unless named, distances for a target without modes: "
          + "\(Metric.distancesDuringTraining.map(\.name).joined(separator: ", ")))"),
    ]
  }

  /// Written only if it is not the default, so that runs of earlier versions keep their names.
  package var weightsUnlessCurrent: ResultWeights? {
    get { weights == .current ? nil : weights }
    set { weights = newValue ?? .current }
  }

  /// Replaces the default metrics, none of which a target without modes can have, by distances for such a target.
  ///
  /// Any other selection stays, and so do the default metrics that older versions wrote into the folders of runs.
  mutating func fitDefaultMetrics(to target: any Target) {
    guard metrics == .named(Metric.duringTraining) else { return }
    metrics = .named(Metric.duringTraining(for: target))
  }

  /// The default metrics of earlier versions, for every target.
  private static let earlierDefault = MetricSelection.named([
    .modesCovered, .highQuality, .reverseKL, .deviationRatio,
  ])

  /// Replaces the default metrics by those of a stored run, if these are the default of an earlier version: the
  /// same settings, which name no metrics, continue the run.
  package mutating func keepEarlierDefault(of stored: EvaluationConfiguration) {
    let defaults = [Metric.duringTraining, Metric.distancesDuringTraining]
    guard stored.metrics == Self.earlierDefault, defaults.contains(metrics.metrics) else { return }
    metrics = stored.metrics
  }
}
