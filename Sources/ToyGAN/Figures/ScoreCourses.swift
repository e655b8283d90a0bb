import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStudies

/// The score of each label over the steps of training: medians and quartiles over its runs.
struct ScoreCourses {
  struct Point {
    var step: Int
    var spread: Spread
    /// The median of the classical count.
    var classical: Double?
    var count: Int
  }

  let score: Score
  /// The points of each label.
  let labels: [[Point]]

  /// Nil if no run was evaluated by a score during training.
  init?(of sweep: StoredSweep) throws {
    var trajectories: [(label: String, trajectory: Trajectory)] = []
    for run in sweep.runs {
      trajectories.append((run.label, try sweep.stored(run).trajectory()))
    }
    // All runs by one metric, which those of an older version have too.
    let columns = trajectories.map { Set($0.trajectory.table.header) }.filter { !$0.isEmpty }
    let shared = columns.dropFirst().reduce(columns.first ?? []) { $0.intersection($1) }
    guard let score = Score(measured: shared) else { return nil }
    self.score = score
    let strict = try Self.values(score.metric, trajectories)
    let classical = try score.classical.map { try Self.values($0, trajectories) } ?? [:]
    labels = sweep.labels.map { label in
      (strict[label] ?? [:]).sorted { $0.key < $1.key }.compactMap { step, values in
        Spread.quartiles(of: values).map {
          Point(
            step: step, spread: $0,
            classical: classical[label]?[step].flatMap { Spread.quantile(0.5, of: $0) },
            count: values.count)
        }
      }
    }
    guard labels.contains(where: { !$0.isEmpty }) else { return nil }
  }

  /// The classical count, if it is shown beside the strict one.
  var classical: Metric? { score.classical }

  private static func values(
    _ metric: Metric, _ runs: [(label: String, trajectory: Trajectory)]
  ) throws -> [String: [Int: [Double]]] {
    var values = [String: [Int: [Double]]]()
    for (label, trajectory) in runs {
      let numbers = try trajectory.table.numbersIfPresent(metric.name)
      for (step, number) in zip(trajectory.steps, numbers) where number.isFinite {
        values[label, default: [:]][step, default: []].append(number)
      }
    }
    return values
  }

  /// The last step.
  var last: Int { labels.joined().map(\.step).max() ?? 1 }

  /// The upper end of the axis without margin: all modes, or the highest quartile.
  func highest(_ modeCounts: [Int?]) -> Double {
    let seen = labels.joined().map { max($0.spread.upper, $0.classical ?? 0) }.max() ?? 1
    guard score.countsModes, let all = modeCounts.compactMap({ $0 }).max() else { return seen }
    return Double(all)
  }

  /// The ends of the axis without margin.
  func range(_ modeCounts: [Int?]) -> (low: Double, high: Double) {
    (min(0, labels.joined().map(\.spread.lower).min() ?? 0), highest(modeCounts))
  }

  func yRange(_ modeCounts: [Int?]) -> String {
    let (lowest, top) = range(modeCounts)
    guard top > lowest else { return "[\(FigureText.number(lowest)):*]" }
    return "[\(FigureText.number(lowest)):\(FigureText.number(top + 0.06 * (top - lowest)))]"
  }

  /// Lines, with points where there are so few that a line alone could hide them.
  func style(of index: Int, _ page: Page) -> String {
    Self.style(points: labels[index].count, page)
  }

  static func style(points: Int, _ page: Page) -> String {
    points <= 12 ? "linespoints pointtype 7 \(page.mark(4.5))" : "lines"
  }

  func csv(labels names: [String]) -> String {
    var csv = CSVText(
      header: ["panel", "step", "lower", "median", "upper", "runs", "label", "classical_median"])
    for (index, curve) in labels.enumerated() {
      for point in curve {
        csv.append(
          "\(index + 1)", "\(point.step)", CSVText.number(point.spread.lower),
          CSVText.number(point.spread.middle), CSVText.number(point.spread.upper),
          "\(point.count)", CSVText.quoted(names[index]),
          CSVText.number(point.classical ?? .nan))
      }
    }
    return csv.text
  }
}
