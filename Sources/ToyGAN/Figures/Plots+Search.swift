import Foundation
import ToyGANFiles
import ToyGANStudies

extension Plots {
  /// Whether a folder is that of a search that has ended.
  public static func isSearch(_ folder: URL) -> Bool { StoredSearch.isIn(folder) }

  /// Draws a search: tuning curves, the score of every trial over each setting that trials draw, and the
  /// confirmation with fresh seeds.
  ///
  /// Returns the image files. Throws as `sweep(at:options:)` does.
  public static func search(at folder: URL, options: PlotOptions = PlotOptions()) throws -> [URL] {
    try search(at: folder, options: options, by: Gnuplot())
  }

  static func search(
    at folder: URL, options: PlotOptions = PlotOptions(), by gnuplot: Gnuplot
  ) throws -> [URL] {
    let search = try StoredSearch(folder, registry: options.registry)
    let page = Page(options.style)
    var names: [String] = []
    let trials = search.settings.compactMap { path in
      let name = FileName.of("trials over \(path)", besides: names)
      names.append(name)
      return ScoreOverTrials(search: search, path: path, page: page).figure(named: name)
    }
    let figures =
      [TuningCurveFigure(search: search, page: page).figure()].compactMap(\.self) + trials
      + [try confirmation(search, page, options)].compactMap(\.self)
    let place = try options.folder ?? AtomicFile.makeFolder("plots", in: folder)
    return try draw(options.chosen(figures), in: place, by: gnuplot, formats: options.formats)
  }

  /// The scores of the confirmation; nil if there is none.
  private static func confirmation(
    _ search: StoredSearch, _ page: Page, _ options: PlotOptions
  ) throws -> Figure? {
    let place = search.folder.appendingPathComponent("confirmation")
    guard SweepFolder(place, registry: options.registry).exists else { return nil }
    let sweep = try StoredSweep(folder: place, registry: options.registry)
    let scored = sweep.scored(by: search.metric)
    return ModesRecovered(sweep: scored, page: page, grid: grid(of: scored, search))
      .figure(named: "confirmation")
  }

  /// A row for each label of the search, and a column for its best trial and for its own settings.
  private static func grid(of sweep: StoredSweep, _ search: StoredSearch) -> BarGrid {
    let trials = search.trials.map { Trial(label: $0.label, number: $0.number) }
    let places = Dictionary(trials.map { ($0.labelOfRuns, $0) }) { first, _ in first }
    return BarGrid(sweep) { label in
      let trial = places[label]
      return (trial?.label ?? label, trial?.number == 0 ? "its own settings" : "its best trial")
    }
  }
}
