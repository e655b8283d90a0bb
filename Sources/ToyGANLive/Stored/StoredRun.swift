import ToyGAN

/// A run that was opened from its folder: its history, its curves, and the pictures that it stored.
struct StoredRun: Sendable {
  let folder: RunFolder
  /// The path of the folder as a user knows it.
  let name: String

  /// The steps for which samples are stored, ascending.
  var steps: [Int] { folder.storedSteps(in: "samples") }

  /// The settings with which the run was trained.
  ///
  /// Throws `FileError` and `SettingError` if they cannot be read.
  func settings(registry: Registry) throws -> PaneSettings {
    try folder.requireRun()
    _ = try folder.configuration()
    let path = folder.url.appendingPathComponent("config.yaml")
    return try PaneSettings(
      base: folder.resolvedSettings(), file: path.relativePath, registry: registry)
  }

  /// The history up to the last checkpoint; up to step 0 if there is none.
  func history(registry: Registry, memory: Int) throws -> History {
    var history = try History(settings(registry: registry), memory: memory)
    guard let kept = try folder.checkpoint() else { return history }
    let first = Trainer(history.segments[0].recipe)
    history.keep(first.checkpoint(), isPinned: true)
    history.keep(kept)
    history.reach(kept.step)
    return history
  }

  /// The rows of the trajectory, in the given columns.
  func curves(columns: [String]) throws -> Curves {
    var curves = Curves(columns: columns)
    guard let trajectory = try folder.trajectory(upToDamage: true) else { return curves }
    let table = trajectory.table
    let values = try columns.map { name in
      table.header.contains(name) ? try table.numbers(name) : []
    }
    for (row, step) in trajectory.steps.enumerated() {
      curves.append(step: step, values.map { row < $0.count ? Float($0[row]) : .nan })
    }
    return curves
  }

  /// The samples and the surface that the run stored at a step; nil if there are none.
  func picture(at step: Int, state: String, view: PlaneView, of target: any Target) -> Frame? {
    guard let points = try? folder.storedSamples(at: step) else { return nil }
    var frame = Frame(state: state)
    let samples = points.flatMap { [Float($0.x), Float($0.y)] }  // [n, 2]
    frame.samples = samples
    if let modes = target.modeSet, modes.dimension == 2 {
      let coverage = modes.coverage(of: SampleSet(samples, dimension: 2))
      frame.modes = coverage.modes.map { ($0.count, $0.good) }
    }
    if let surface = try? folder.storedSurface(at: step), surface.xs.count == surface.ys.count {
      frame.surface = Frame.SurfacePart(box: view.box, values: surface.values.map { Float($0) })
    }
    return frame
  }
}
