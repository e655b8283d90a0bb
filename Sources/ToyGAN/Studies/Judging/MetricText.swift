import ToyGANFiles
import ToyGANMetrics

extension Metric {
  /// A value in the form of CSV: a count without its decimal point.
  package func text(_ value: Double) -> String {
    isCount ? Int(exactly: value).map { "\($0)" } ?? CSV.text(value) : CSV.text(value)
  }
}
