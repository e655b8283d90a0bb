import Foundation
import Synchronization
import ToyGANFiles
import ToyGANSettings

/// Figures of a run and of a sweep, drawn by gnuplot from the files in their folder.
///
/// Each figure is a script, its data and its image files under one name in `plots/`: `NAME.gp`,
/// `NAME*.csv`, and `NAME.png` with `NAME.svg`, or `NAME.gif`. All scripts and data are written before the
/// first figure is drawn, so that without gnuplot they can be drawn on another machine.
public enum Plots {
  /// Draws a sweep: modes over steps, samples over steps, modes recovered.
  ///
  /// Figures of modes are omitted if the target has none, and that of samples if none were stored. Returns
  /// the image files. Throws a `GnuplotError` if gnuplot is missing, fails or hangs, and a `FileError` if a
  /// file of the sweep lacks a column.
  public static func sweep(at folder: URL) throws -> [URL] {
    try sweep(at: folder, by: Gnuplot())
  }

  /// Draws a run: losses and modes over steps, its last samples, and an animation of its training.
  ///
  /// Returns the image files. Throws as `sweep(at:)` does.
  public static func run(at folder: URL) throws -> [URL] {
    try run(at: folder, by: Gnuplot())
  }

  static func sweep(at folder: URL, by gnuplot: Gnuplot) throws -> [URL] {
    let sweep = try StoredSweep(folder: folder)
    let modeCounts = try sweep.modeCounts()
    let figures = [
      try ModesOverSteps(sweep: sweep, modeCounts: modeCounts).figure(),
      try SamplesOverSteps(sweep: sweep).figure(),
      try ModesRecovered(sweep: sweep, modeCounts: modeCounts).figure(),
    ]
    return try draw(figures.compactMap { $0 }, of: folder, by: gnuplot)
  }

  static func run(at folder: URL, by gnuplot: Gnuplot) throws -> [URL] {
    let run = StoredRun(folder: folder)
    let (summary, trajectory) = (try run.summary(), try run.trajectory())
    let figures = [
      try TrainingCurves(trajectory: trajectory, summary: summary).figure(),
      try FinalSamples(run: run, summary: summary).figure(),
      try CategoriesFound(run: run, summary: summary).figure(),
      try TrainingFilm(run: run, summary: summary, trajectory: trajectory).figure(),
    ]
    return try draw(figures.compactMap { $0 }, of: folder, by: gnuplot)
  }

  private static func draw(
    _ figures: [Figure], of folder: URL, by gnuplot: Gnuplot
  ) throws -> [URL] {
    try draw(figures, in: AtomicFile.makeFolder("plots", in: folder), by: gnuplot)
  }

  /// Whether every figure of a run's or sweep's folder has been drawn completely.
  ///
  /// The scripts are written before the first figure is drawn, so that every script without a newer picture
  /// was interrupted.
  public static func areDrawn(in folder: URL) -> Bool {
    let plots = folder.appendingPathComponent("plots")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: plots.path)) ?? []
    let scripts = files.filter { $0.hasSuffix(".gp") }
    func time(_ name: String) -> Date? {
      let values = try? FileManager.default.attributesOfItem(
        atPath: plots.appendingPathComponent(name).path)
      return values?[.modificationDate] as? Date
    }
    return !scripts.isEmpty
      && scripts.allSatisfy { script in
        let name = script.dropLast(3)
        guard let start = time(script) else { return false }
        let isNewer = { (format: String) in time("\(name).\(format)").map { $0 >= start } ?? false }
        return isNewer("gif") || isNewer("png") && isNewer("svg")
      }
  }

  /// Writes figures into a folder, which is created if needed, and draws them there.
  package static func draw(_ figures: [Figure], in folder: URL, by gnuplot: Gnuplot) throws -> [URL]
  {
    try make(folder)
    for figure in figures { try figure.write(into: folder) }
    return try figures.inParallel { try $0.draw(in: folder, by: gnuplot) }.flatMap(\.self)
  }

  /// Creates a folder; throws a `MachineError` unless it is writable.
  package static func make(_ folder: URL) throws {
    try AtomicFile.makeFolder(folder)
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
      throw MachineError(place: folder.path, problem: "a folder that cannot be written")
    }
  }
}
