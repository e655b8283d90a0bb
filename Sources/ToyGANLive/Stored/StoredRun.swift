import Foundation
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
    let path = folder.url.appendingPathComponent("config.yaml")
    let settings = try folder.resolvedSettings()
    try requireOwnFiles(settings, path)
    return try PaneSettings(
      base: settings, file: path.relativePath, registry: registry)
  }

  /// Throws `FileError` if the run would make the page show files from elsewhere: it may come from a stranger.
  private func requireOwnFiles(_ settings: SettingNode, _ configuration: URL) throws(FileError) {
    let own = folder.url.resolvingSymlinksInPath().path + "/"
    let files = InputFile.Kind.allCases.compactMap { settings[$0.key]?.text }
    for file in [configuration.path] + files where !file.isEmpty {
      let real = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
      guard real.hasPrefix(own) else {
        throw FileError(
          file: name, value: "a run that reads a file from elsewhere",
          allowed: "one with all of its files in its folder")
      }
    }
  }

  /// The history up to the last checkpoint; up to step 0 if there is none.
  ///
  /// What was done before the checkpoint of a run with changes is not known, so that the history begins there.
  func history(registry: Registry, memory: Int) throws -> History {
    let settings = try settings(registry: registry)
    guard let kept = try folder.checkpoint() else { return try History(settings, memory: memory) }
    guard kept.step <= settings.configuration.steps else {
      throw FileError(
        file: name, value: "a checkpoint of step \(kept.step)",
        allowed: "one of at most step \(settings.configuration.steps), the last of the run")
    }
    guard kept.arrays.allSatisfy({ $0.values.allSatisfy(\.isFinite) }) else {
      throw FileError(
        file: name, value: "a checkpoint with numbers that are not finite",
        allowed: "a state that can be trained")
    }
    if hasChanges {
      return try History(settings, memory: memory, beginningWith: kept)
    }
    var history = try History(settings, memory: memory)
    let first = try PaneLimits.trainer(history.segments[0].recipe, showsGradients: false)
    history.keep(first.checkpoint(), isPinned: true)
    history.keep(kept)
    history.reach(kept.step)
    return history
  }

  /// Whether settings were changed while the run was trained.
  private var hasChanges: Bool {
    let file = folder.url.appendingPathComponent(RunSaver.changesFile)
    return FileManager.default.fileExists(atPath: file.path)
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

  /// The samples and the surface that the run stored at a step; nil if there are none, or if they are damaged.
  func picture(at step: Int) -> Frame? {
    guard let points = try? folder.storedSamples(at: step) else { return nil }
    var frame = Frame()
    let samples = points.flatMap { [Float($0.x), Float($0.y)] }  // [n, 2]
    frame.samples = samples
    let target = try? folder.configuration().target.target()
    if let modes = target?.modeSet, modes.dimension == 2,
      modes.weights.count <= TargetDescription.maximumModes
    {
      let coverage = modes.coverage(of: SampleSet(samples, dimension: 2))
      frame.modes = coverage.modes.map { ($0.count, $0.good) }
    }
    frame.surface = (try? folder.storedSurface(at: step)).flatMap(Self.square)
    return frame
  }

  /// A stored surface, if it is over a square.
  private static func square(_ surface: StoredSurface) -> Frame.SurfacePart? {
    guard surface.xs.count == surface.ys.count, let left = surface.xs.first,
      let right = surface.xs.last, let bottom = surface.ys.first, let top = surface.ys.last
    else { return nil }
    return Frame.SurfacePart(
      box: Square(x: (left + right) / 2, y: (bottom + top) / 2, half: (right - left) / 2),
      values: surface.values.map { Float($0) })
  }
}
