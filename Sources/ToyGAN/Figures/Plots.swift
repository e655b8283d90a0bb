import Foundation
import Synchronization
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// Figures of a run and of a sweep, drawn by gnuplot from the files in their folder.
///
/// Each figure is a script, its data and its image files under one name in `plots/`: `NAME.gp`,
/// `NAME*.csv`, and `NAME.png` with `NAME.svg`, or `NAME.gif`. All scripts and data are written before the
/// first figure is drawn, so that without gnuplot they can be drawn on another machine.
public enum Plots {
  /// Draws a sweep: the score over steps, samples over steps, final scores, and scores over each numeric setting
  /// that the sweep varies.
  ///
  /// The figure of samples is omitted if none were stored. Returns the image files. Throws a `GnuplotError` if
  /// gnuplot is missing, fails or hangs, a `FileError` if a file of the sweep lacks a column, and a
  /// `SettingError` if the options name no figure.
  public static func sweep(at folder: URL, options: PlotOptions = PlotOptions()) throws -> [URL] {
    try sweep(at: folder, options: options, by: Gnuplot())
  }

  /// Draws a run: losses and score over steps, its last samples, and an animation of its training.
  ///
  /// Returns the image files. Throws as `sweep(at:options:)` does.
  public static func run(at folder: URL, options: PlotOptions = PlotOptions()) throws -> [URL] {
    try run(at: folder, options: options, by: Gnuplot())
  }

  static func sweep(
    at folder: URL, options: PlotOptions = PlotOptions(), by gnuplot: Gnuplot
  ) throws -> [URL] {
    let sweep = try StoredSweep(
      folder: folder, registry: options.registry, added: options.added)
    sweep.notes.forEach(options.note)
    let parts = try figures(of: sweep, options)
    guard options.includesRuns else {
      return try draw(options.chosen(parts), of: folder, options, by: gnuplot)
    }
    // A name may be that of a figure of the sweep or of its runs.
    let runs = try figuresOfRuns(of: sweep, options)
    let chosen = Set(try options.chosen(parts + runs.flatMap(\.figures)).map(\.name))
    var pictures = try draw(
      parts.filter { chosen.contains($0.name) }, of: folder, options, by: gnuplot)
    for (name, figures) in runs {
      let place = try place(of: folder, options).appendingPathComponent(name)
      pictures += try draw(
        figures.filter { chosen.contains($0.name) }, in: place, by: gnuplot,
        formats: options.formats)
    }
    return pictures
  }

  static func run(
    at folder: URL, options: PlotOptions = PlotOptions(), by gnuplot: Gnuplot
  ) throws -> [URL] {
    let run = StoredRun(folder: folder, registry: options.registry)
    return try draw(options.chosen(figures(of: run, options)), of: folder, options, by: gnuplot)
  }

  private static func figures(of sweep: StoredSweep, _ options: PlotOptions) throws -> [Figure] {
    let page = Page(options.style)
    let figures = [
      try pages(of: sweep.trained) {
        try ModesOverSteps(sweep: $0, page: page, number: $1).figure()
      },
      try pages(of: sweep) { try SamplesOverSteps(sweep: $0, page: page, number: $1).figure() },
      try pages(of: sweep) { ModesRecovered(sweep: $0, page: page, number: $1).figure() },
    ]
    return figures.flatMap(\.self) + NumericSettings(of: sweep).figures(of: sweep, page: page)
  }

  /// A figure on as few pages as hold the labels of a sweep.
  private static func pages(
    of sweep: StoredSweep, _ figure: (_ part: StoredSweep, _ number: Int) throws -> Figure?
  ) throws -> [Figure] {
    for count in 1...max(1, sweep.labels.count) {
      let parts = sweep.parts(count)
      let figures = try zip(parts, 1...).map { try figure($0, $1) }.compactMap { $0 }
      if count >= sweep.labels.count || !figures.contains(where: \.isCrowded) { return figures }
    }
    return []
  }

  private static func figures(of run: StoredRun, _ options: PlotOptions) throws -> [Figure] {
    let (summary, trajectory) = (try run.summary(), try run.trajectory())
    let page = Page(options.style)
    let figures = [
      try TrainingCurves(
        trajectory: trajectory, summary: summary, equilibrium: run.equilibriumLosses(), page: page
      ).figure(),
      try FinalSamples(run: run, summary: summary, page: page).figure(),
      try CategoriesFound(run: run, summary: summary, page: page).figure(),
      try TrainingFilm(run: run, summary: summary, trajectory: trajectory, page: page).figure(),
    ]
    return figures.compactMap { $0 }
  }

  /// The figures of one run of each label, with the name of their folder.
  private static func figuresOfRuns(
    of sweep: StoredSweep, _ options: PlotOptions
  ) throws -> [(name: String, figures: [Figure])] {
    var runs: [(name: String, figures: [Figure])] = []
    for label in sweep.trained.labels {
      guard let run = sweep.typicalRun(of: label) ?? sweep.runs(of: label).first else { continue }
      let name = FileName.of(label, besides: runs.map(\.name))
      runs.append((name, try figures(of: sweep.stored(run), options)))
    }
    return runs
  }

  private static func place(of folder: URL, _ options: PlotOptions) throws -> URL {
    guard let place = options.folder else { return try AtomicFile.makeFolder("plots", in: folder) }
    return place
  }

  private static func draw(
    _ figures: [Figure], of folder: URL, _ options: PlotOptions, by gnuplot: Gnuplot
  ) throws -> [URL] {
    try draw(figures, in: place(of: folder, options), by: gnuplot, formats: options.formats)
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
        return ["gif", "pdf", "eps"].contains(where: isNewer) || isNewer("png") && isNewer("svg")
      }
  }

  /// Writes figures into a folder, which is created if needed, and draws them there.
  package static func draw(
    _ figures: [Figure], in folder: URL, by gnuplot: Gnuplot, formats: [PictureFormat]? = nil
  ) throws -> [URL] {
    try make(folder)
    for figure in figures { try figure.write(into: folder) }
    return try figures.inParallel {
      try $0.draw(in: folder, by: gnuplot, formats: formats)
    }.flatMap(\.self)
  }

  /// Creates a folder; throws a `MachineError` unless it is writable.
  package static func make(_ folder: URL) throws {
    try AtomicFile.makeFolder(folder)
    guard FileManager.default.isWritableFile(atPath: folder.path) else {
      throw MachineError(
        cannot: "write into the folder", folder.path, because: "permission denied")
    }
  }
}
