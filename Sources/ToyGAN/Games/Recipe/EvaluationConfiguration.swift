import ToyGANMetrics
import ToyGANSettings

/// How often a run is evaluated, on how many samples, and by which metrics.
public struct EvaluationConfiguration: SettingSection {
  /// Number of generator steps between evaluations.
  public var every = 500
  /// Number of samples drawn for each evaluation.
  public var samples = 2500
  /// Number of generator steps between stored samples and discriminator surfaces; 0 to store none.
  public var storeEvery = 1000
  /// Metrics of each evaluation during training.
  public var metrics = MetricSelection.named(Metric.duringTraining)
  /// Metrics of the final evaluation, each reported with its noise floor.
  public var final = MetricSelection.all(Metric.standard)
  /// Whether each evaluation also diagnoses the discriminator and both players' gradients.
  public var diagnostics = false

  public init() {}

  public static var settings: [Setting<Self>] {
    [
      Setting("every", \.every, .positive, "generator steps between evaluations"),
      Setting("samples", \.samples, .from(1, to: 10_000_000), "samples drawn for each evaluation"),
      Setting(
        "storeEvery", \.storeEvery, .notNegative,
        "generator steps between stored samples and surfaces; 0 to store none"),
      Setting(
        "diagnostics", \.diagnostics,
        "whether evaluations also report diagnostics of the discriminator and of both players' gradients"
      ),
      Setting("final", \.final, "metrics at the end of the run, each with its noise floor"),
      Setting("metrics", \.metrics, "metrics of each evaluation"),
    ]
  }
}
