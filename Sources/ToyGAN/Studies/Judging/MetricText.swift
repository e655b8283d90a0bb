import ToyGANFiles
import ToyGANMetrics

extension Metric {
  /// A value in the form of CSV: a count without its decimal point.
  package func text(_ value: Double) -> String {
    isCount ? Int(exactly: value).map { "\($0)" } ?? CSV.text(value) : CSV.text(value)
  }
}

extension Metric.Preference {
  /// The direction in which a metric improves, in words.
  package var text: String {
    switch self {
    case .higher: "higher is better"
    case .lower: "lower is better"
    case .targetValue: "best is the value of the target itself"
    }
  }
}
