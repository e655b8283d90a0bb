import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets
import ToyGANTraining

/// What the columns of one configuration's trajectory and summary mean, from the declarations of its parts.
struct DeclaredColumns {
  private let recipe: Recipe
  private let registry: Registry
  private let scalars: RecordedScalars
  /// The columns of `trajectory.csv` that this version writes, in order.
  private(set) var trajectory: [ColumnMeaning] = []

  init(_ recipe: Recipe, registry: Registry) {
    (self.recipe, self.registry) = (recipe, registry)
    scalars = RecordedScalars(recipe)
    trajectory = declared
  }

  private var configuration: Configuration { recipe.configuration }
  private var target: any Target { recipe.target }

  private var declared: [ColumnMeaning] {
    let metrics = configuration.evaluation.metrics.metrics.filter { $0.applies(to: target) }
    var columns = [step] + losses
    columns += metrics.map { column($0) }
    columns += scalars.monitors.map(updated)
    if configuration.hasAverageBesides { columns += metrics.map { average($0) } }
    if configuration.evaluation.diagnostics { columns += Self.diagnostics }
    columns += scalars.observations.map { column($0, $0.meaning) }
    return columns
  }

  /// The metrics that a summary has, in order.
  var final: [ColumnMeaning] {
    configuration.evaluation.final.metrics.filter { $0.applies(to: target) }.map { column($0) }
  }

  /// The meaning of a column that a file has; nil if no part declares it.
  func column(named name: String) -> ColumnMeaning? {
    if let known = trajectory.first(where: { $0.name == name }) { return known }
    if let metric = registry.metrics.first(where: { $0.name == name }) { return column(metric) }
    if let diagnostic = Self.diagnostics.first(where: { $0.name == name }) { return diagnostic }
    guard name.hasPrefix(Self.averagePrefix) else { return nil }
    let metric = name.dropFirst(Self.averagePrefix.count)
    return registry.metrics.first { $0.name == metric }.map { average($0) }
  }

  private var step: ColumnMeaning {
    ColumnMeaning("step", "updates of the generator so far", range: "0 to \(configuration.steps)")
  }

  private var losses: [ColumnMeaning] {
    let objective = configuration.method.objective
    let terms = configuration.penalties.isEmpty ? "" : ", with penalties"
    let unit = objective.isProbabilistic ? "nats" : nil
    return ["generator", "discriminator"].map { player in
      ColumnMeaning(
        "loss_\(player)",
        "loss that the \(player) descends, at its last update and before it; nan at step 0; "
          + "objective \(objective.name)\(terms)",
        unit: unit, range: "any number")
    }
  }

  private func column(_ metric: Metric) -> ColumnMeaning {
    ColumnMeaning(
      metric.name,
      "\(metric.definition(for: target)); nan where \(metric.lack); "
        + metric.preference.text,
      unit: metric.unit, range: metric.range.text(modes: target.modeSet?.weights.count))
  }

  private static let averagePrefix = "average_"

  private func average(_ metric: Metric) -> ColumnMeaning {
    var column = column(metric)
    column.name = Self.averagePrefix + metric.name
    column.meaning = "for the generator with averaged weights: \(column.meaning)"
    return column
  }

  private func updated(_ monitor: Monitor) -> ColumnMeaning {
    column(monitor, "\(monitor.meaning), at the discriminator's last update; nan at step 0")
  }

  private func column(_ monitor: Monitor, _ meaning: String) -> ColumnMeaning {
    ColumnMeaning(
      monitor.name, meaning, unit: monitor.unit, range: monitor.range.text(modes: nil))
  }

  /// The columns of a diagnosis: shares and mean differences of probabilities, and lengths of gradients.
  private static let diagnostics = DiagnosticReport.columns.map { name, meaning in
    let isLength = name.hasPrefix("gradient_norm")
    return ColumnMeaning(
      name, "\(meaning); nan where the method does not define it", unit: isLength ? nil : "share",
      range: (isLength ? MetricRange.notNegative : .share).text(modes: nil))
  }
}
