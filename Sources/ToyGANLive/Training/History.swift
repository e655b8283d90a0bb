import ToyGAN

/// Everything that was done in a pane, so that the state after any step can be computed again.
///
/// The state after a step is the one after all changes that were made there.
struct History: Sendable {
  /// A part of the history with the same settings.
  struct Segment: Sendable {
    /// The step at which the settings begin to hold.
    var start: Int
    var settings: PaneSettings
    var recipe: Recipe
    /// What changed, in one line; empty for the first segment.
    var text = ""
    /// The parts of the players that began afresh; nil for the first segment.
    var fresh: FreshParts?
  }

  /// The segments, by ascending start; the first begins at step 0.
  private(set) var segments: [Segment]
  /// The steps from which the next one was made by the generator alone, ascending.
  private(set) var generatorOnly: [Int] = []
  /// Updates of the discriminator alone, by the step at which they were made.
  private(set) var discriminatorOnly: [Int: Int] = [:]
  private(set) var checkpoints: CheckpointStore
  /// The last step that was trained.
  private(set) var last = 0
  /// How training diverged after the last step; nil if it did not.
  private(set) var divergence: (step: Int, quantity: String)?

  /// Largest number of single updates that a history keeps.
  static let maximumSingleUpdates = 10_000

  /// A history before the first step.
  init(_ settings: PaneSettings, memory: Int) throws {
    segments = [
      Segment(start: 0, settings: settings, recipe: try PaneLimits.recipe(settings))
    ]
    checkpoints = CheckpointStore(limit: memory)
  }

  /// A history that begins with a checkpoint, because what was done before is not known.
  init(_ settings: PaneSettings, memory: Int, beginningWith checkpoint: Checkpoint) throws {
    try self.init(settings, memory: memory)
    segments[0].start = checkpoint.step
    last = checkpoint.step
    checkpoints.put(checkpoint, isPinned: true)
  }

  /// The first step whose state can be computed.
  var first: Int { segments[0].start }

  /// Whether training followed the settings from the first step, without a change.
  var isPlain: Bool {
    first == 0 && segments.count == 1 && generatorOnly.isEmpty && discriminatorOnly.isEmpty
  }

  /// The segment in which the state after a step is.
  func segment(at step: Int) -> Int {
    segments.lastIndex { $0.start <= step } ?? 0
  }

  /// The first step after this one at which something other than a plain step begins or ends.
  func nextChange(after step: Int) -> Int {
    let starts = segments.first { $0.start > step }?.start ?? .max
    let updates = discriminatorOnly.keys.filter { $0 > step }.min() ?? .max
    let single = generatorOnly.first { $0 > step } ?? .max
    return min(starts, updates, single)
  }

  /// This history up to a step, for a branch.
  func cut(at step: Int) -> History {
    var copy = self
    copy.segments.removeAll { $0.start > step }
    copy.generatorOnly.removeAll { $0 >= step }
    copy.discriminatorOnly = discriminatorOnly.filter { $0.key <= step }
    copy.checkpoints.removeAll(after: step)
    copy.last = min(last, step)
    if step < last { copy.divergence = nil }
    return copy
  }

  // MARK: - Recording

  mutating func reach(_ step: Int) { last = max(last, step) }

  mutating func keep(_ checkpoint: Checkpoint, isPinned: Bool = false) {
    checkpoints.put(checkpoint, isPinned: isPinned)
  }

  mutating func diverge(_ outcome: (step: Int, quantity: String)?) { divergence = outcome }

  mutating func addGeneratorOnly(from step: Int) { generatorOnly.append(step) }
  mutating func addDiscriminatorOnly(at step: Int) { discriminatorOnly[step, default: 0] += 1 }

  /// Whether another single update can be kept.
  var hasRoomForSingleUpdate: Bool {
    let updates = generatorOnly.count + discriminatorOnly.values.reduce(0, +)
    return updates < Self.maximumSingleUpdates
  }

  /// Begins a segment at a step, in place of one that begins there.
  mutating func begin(_ segment: Segment) {
    var segment = segment
    if let replaced = segments.last, replaced.start == segment.start {
      segments.removeLast()
      segment.fresh = segment.fresh?.including(replaced.fresh)
    }
    segments.append(segment)
  }

  /// Replaces the settings of the last segment by others that train the same.
  mutating func rename(_ settings: PaneSettings, _ recipe: Recipe) {
    segments[segments.count - 1].settings = settings
    segments[segments.count - 1].recipe = recipe
  }
}
