import ToyGANFiles
import ToyGANMetrics
import ToyGANStatistics

/// The tuning curve of each label, `curve.csv`: the best of k trials by the first metric of the objective.
struct TuningCurves {
  /// Name of the file in a search's folder.
  static let file = "curve.csv"

  private let metric: Metric
  private let curves: [(label: String, curve: TuningCurve)]

  /// Nil unless all trials are independent and were trained to their ends.
  init?(_ tuning: Tuning, _ labels: [TunedLabel]) {
    guard tuning.sampling.method == .independent, tuning.settings.halving == nil,
      let metric = tuning.objective.metrics.first
    else { return nil }
    self.metric = metric
    curves = labels.filter { !$0.drawn.isEmpty }.map { label in
      let modes = label.drawn.lazy.compactMap(\.modes).first
      return (
        label.label,
        TuningCurve(label.drawn.map(\.score), within: metric.boundsOfGoodness(modes: modes))
      )
    }
  }

  var csv: String {
    let header = ["label", "trials", "metric", "median", "lower", "upper", "expected"]
    let rows = curves.flatMap { label, curve in
      (1...curve.scores.count).map { k in
        let interval = curve.interval(of: k)
        // The ends change places where lower is better.
        let ends = [interval.lower, interval.upper].map(metric.value(ofGoodness:)).sorted()
        let values =
          [metric.value(ofGoodness: curve.median(of: k))] + ends
          + [metric.value(ofGoodness: curve.expected(of: k))]
        return [label, "\(k)", metric.name] + values.map { CSV.text($0) }
      }
    }
    return ([header] + rows).map { $0.map(CSV.field).joined(separator: ",") + "\n" }.joined()
  }
}
