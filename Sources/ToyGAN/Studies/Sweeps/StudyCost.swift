import ToyGANFiles
import ToyGANGames

/// The work of a study: its runs, their steps and the floating-point operations of each step.
public struct StudyCost: Sendable {
  /// One run of a label.
  private struct Label: Sendable {
    var name: String
    var steps: Int
    /// Operations of a step.
    var operations: Double
    var networks: String
    var runs: Int
  }

  private let labels: [Label]

  /// Largest number of labels that are listed, because counting compiles a program for each.
  private static let maximumLabels = 12

  /// Nil for more labels.
  init?(of plan: [PlannedRun]) {
    let counts = Dictionary(grouping: plan, by: \.label).mapValues(\.count)
    guard counts.count <= Self.maximumLabels else { return nil }
    labels = plan.firstOfEachLabel.map { run in
      let configuration = run.configuration
      let widths = [configuration.generator.hidden, configuration.discriminator.hidden]
      return Label(
        name: run.label, steps: configuration.steps,
        operations: OperationCounts.perStep(configuration) ?? 0,
        networks: widths.map { "\($0)" }.joined(separator: " and "), runs: counts[run.label] ?? 0)
    }
  }

  /// Floating-point operations of all runs.
  public var operations: Double {
    labels.reduce(0) { $0 + Double($1.runs * $1.steps) * $1.operations }
  }

  /// How many times fewer operations the study has if every run makes at most so many steps.
  func factor(ofSteps steps: Int) -> Double {
    let fewer = labels.reduce(0) { $0 + Double($1.runs * min(steps, $1.steps)) * $1.operations }
    return fewer > 0 ? operations / fewer : 1
  }

  /// The number of runs, and of all their operations.
  public var inWords: String {
    let runs = labels.reduce(0) { $0 + $1.runs }
    return "\(runs) \(runs == 1 ? "run" : "runs") with "
      + "\(DecimalText.significant(operations, 2)) floating-point operations in all"
  }

  /// A line for each label: steps, operations, and the widths of the hidden layers.
  var lines: [String] {
    labels.map { label in
      "\(label.name.inOneLine()): \(label.steps) steps of "
        + "\(DecimalText.significant(label.operations, 2)) operations, networks \(label.networks)"
    }
  }
}
