import ToyGAN

/// Everything about a pane that changes only with its settings, as a page gets it.
struct PaneDescription: Sendable, Encodable {
  var id: Int
  var title: String
  var method: String
  var seed: UInt64
  var steps: Int
  var target: TargetDescription
  var settings: [SettingControl]
  var assignments: [PaneSettings.Change]
  var yaml: String
  var command: String
  /// What a user must know before the command line is used; empty if nothing.
  var commandNote: String
  var columns: [ColumnDescription]
  var canSplitStep: Bool
  var hasManifold: Bool
  var hasArrows: Bool
  var hasSurface: Bool
  /// The discriminator's output where it decides between real and generated; nil for a critic, which does not.
  var decisionThreshold: Double?
  /// Number of categories that samples are asked to have; 0 if the method has none.
  var categories: Int
  var marks: [Mark]
  /// The folder of the run that was opened; nil if there is none.
  var source: String?
  /// The steps for which that folder has samples.
  var storedSteps: [Int]

  /// A change of settings during training.
  struct Mark: Sendable, Encodable, Equatable {
    var step: Int
    var text: String
    /// What began afresh, in sentences.
    var fresh: [String]
  }
}

extension PaneDescription {
  init(of worker: PaneWorker) {
    let (settings, trainer) = (worker.player.settings, worker.player.trainer)
    let configuration = settings.configuration
    id = worker.id
    method = type(of: configuration.method).name
    seed = configuration.seed
    title = worker.ownTitle ?? "\(method), seed \(seed)"
    steps = worker.player.latestSettings.configuration.steps
    target = TargetDescription(configuration.target, trainer.target, view: worker.painter.view)
    self.settings = SettingControl.all(of: settings)
    assignments = settings.changed
    yaml = settings.yaml
    command = settings.command
    commandNote = settings.hasSentPoints ? Self.pointsNote : ""
    columns = worker.measurement.columns
    canSplitStep = trainer.canSplitStep
    hasManifold = worker.painter.hasManifold
    hasArrows = worker.painter.hasArrows(of: trainer)
    hasSurface = worker.painter.view.kind != .line
    decisionThreshold = configuration.method.objective.decisionThreshold
    categories = trainer.categoryCount
    marks = worker.player.history.segments.dropFirst().map {
      Mark(step: $0.start, text: $0.text, fresh: $0.fresh?.sentences ?? [])
    }
    source = worker.run?.name
    storedSteps = worker.run?.steps ?? []
  }

  private static let pointsNote =
    "points.csv is the file of points that was drawn or loaded here; a saved run contains it."
}

/// A target as a page draws it.
struct TargetDescription: Sendable, Encodable {
  struct Box: Sendable, Encodable { var x, y, half: Double }
  /// A mode with its covariance, seen in the plane.
  struct Mode: Sendable, Encodable { var x, y, xx, xy, yy, weight: Double }

  var name: String
  var dimension: Int
  var box: Box
  var modes: [Mode]
  /// The distance from a mode, in deviations, below which a sample is good.
  var radius: Double
  var view: PlaneView.Kind
  /// What a page says of the view; empty for samples in the plane.
  var viewText: String
  /// Positions of samples of the target, [500, 2].
  var samples: [Float]

  init(_ configuration: TargetConfiguration, _ target: any Target, view plane: PlaneView) {
    name = configuration.node.inline
    dimension = target.dimension
    box = Box(x: plane.box.x, y: plane.box.y, half: plane.box.half)
    radius = target.modeSet?.radius ?? 3
    modes = Self.modes(of: target, seen: plane)
    view = plane.kind
    viewText =
      switch plane.kind {
      case .plane: ""
      case .line: "one dimension: samples lie on a line"
      case .projection:
        "\(target.dimension) dimensions, seen along the two directions in which the target varies most"
      }
    let drawn = target.samples(500, from: RandomStream(seed: 0, name: "shown target"))
    samples = plane.positions(of: drawn)
  }

  /// The modes of a mixture; empty if the target has none, or more than a page can draw.
  private static func modes(of target: any Target, seen plane: PlaneView) -> [Mode] {
    switch target {
    case let target as GaussianMixture where target.modes.count <= maximumModes:
      return target.modes.map { mode in
        let (mean, c) = (mode.mean, mode.covariance)
        return Mode(x: mean.x, y: mean.y, xx: c.xx, xy: c.xy, yy: c.yy, weight: mode.weight)
      }
    case let target as RoundMixture where target.means.count <= maximumModes:
      return target.means.indices.map { index in
        let (x, y) = plane.position(of: target.means[index])
        let variance = target.deviations[index] * target.deviations[index]
        return Mode(
          x: x, y: y, xx: variance, xy: 0, yy: variance, weight: target.weights[index])
      }
    default: return []
    }
  }

  static let maximumModes = 2000
}

/// A column of the curves.
struct ColumnDescription: Sendable, Encodable, Equatable {
  enum Kind: String, Sendable, Encodable { case loss, norm, metric, monitor }

  var name: String
  var kind: Kind
  /// What the target itself scores; nil if that is not known.
  var floor: Double?
  /// "higher", "lower", "target", or "none".
  var better = "none"
  var meaning: String
}

extension Metric.Preference {
  /// The direction as a page knows it.
  var word: String {
    switch self {
    case .higher: "higher"
    case .lower: "lower"
    case .targetValue: "target"
    }
  }
}
