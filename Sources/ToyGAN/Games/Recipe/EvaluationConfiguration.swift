import ToyGANMetrics
import ToyGANSettings

/// How often, on how many samples, and by what a run is measured.
public struct EvaluationConfiguration: SettingSection {
  /// Generator steps between evaluations.
  public var every = 500
  /// Samples drawn for each.
  public var samples = 2500
  /// Generator steps between stored samples and discriminator surfaces; 0 to store none.
  public var storeEvery = 1000
  /// What each evaluation measures.
  public var metrics = MetricSelection.named(Metric.duringTraining)
  /// What is measured at the end, each beside its noise floor.
  public var final = MetricSelection.all(Metric.standard)
  /// Whether each evaluation also looks at the discriminator and at both players' gradients.
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
        "whether evaluations also look at the discriminator and at both players' gradients"),
      Setting("final", \.final, "metrics at the end, each beside its noise floor"),
      Setting("metrics", \.metrics, "metrics of each evaluation"),
    ]
  }
}
