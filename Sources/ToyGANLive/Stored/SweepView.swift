import Foundation
import ToyGAN

/// The state of a sweep, as a page shows it: a picture for each run, and the table.
struct SweepView: Sendable, Encodable {
  struct Panel: Sendable, Encodable {
    /// Index of the run in the sweep.
    var run: Int
    var label: String
    var seed: UInt64
    var status: String
    /// The last step for which there are samples.
    var step: Int
    /// The number of modes that the run covered, or an empty text.
    var modes: String
    /// Positions of samples, [n, 2].
    var samples: [Float]
  }

  struct Table: Sendable, Encodable {
    var columns: [String]
    var rows: [[String]]
  }

  let event = "sweep"
  var name: String
  var total, done, running: Int
  var secondsLeft: Double?
  var table: Table
  var panels: [Panel]
  var target: TargetDescription?

  /// Largest number of runs that are shown, and of samples of each.
  private static let limits = (runs: 400, samples: 300)

  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  init(of folder: SweepFolder, name: String) throws {
    self.name = name
    let status = try SweepStatus(folder)
    (total, done) = (status.total, status.done + status.diverged)
    running = status.running.count
    secondsLeft = done < total ? status.secondsLeft : nil
    table = Self.table(try folder.tableSoFar())
    let plan = try folder.planned(PlanFile.Line.self).prefix(Self.limits.runs)
    let words = Self.words(status)
    panels = plan.enumerated().map { index, run in
      Self.panel(index, run, RunFolder(folder.run(run.run)), words[run.run])
    }
    let first = plan.lazy.compactMap { run in
      try? RunFolder(folder.run(run.run), registry: folder.registry).configuration()
    }.first
    target = first.flatMap { configuration in
      (try? configuration.target.target()).map {
        TargetDescription(configuration.target, $0, view: PlaneView(of: $0))
      }
    }
  }

  /// The folder of a run of a sweep; nil if there is none with this number.
  static func run(_ index: Int, of folder: SweepFolder) throws -> RunFolder? {
    let plan = try folder.planned(PlanFile.Line.self)
    guard plan.indices.contains(index) else { return nil }
    return RunFolder(folder.run(plan[index].run), registry: folder.registry)
  }

  private static func words(_ status: SweepStatus) -> [String: String] {
    let running = status.running.map { ($0.run, "running") }
    let failed = status.failed.map { ($0.run, "failed") }
    return Dictionary(running + failed) { first, _ in first }
  }

  private static func panel(
    _ index: Int, _ planned: PlanFile.Line, _ folder: RunFolder, _ word: String?
  ) -> Panel {
    let summary = folder.summary()
    let step = folder.storedSteps(in: "samples").last
    let points = step.flatMap { try? folder.storedSamples(at: $0) } ?? []
    let ended = summary.map { $0.status == "completed" ? "done" : $0.status }
    let modes = summary?.metrics.countOfModes
    return Panel(
      run: index, label: planned.label, seed: planned.seed,
      status: word ?? ended ?? (folder.exists ? "interrupted" : "waiting"), step: step ?? 0,
      modes: modes.map { Metric.modesByMass.text($0.value) } ?? "",
      samples: points.prefix(limits.samples).flatMap { [Float($0.x), Float($0.y)] })
  }

  /// The tables of a text in Markdown as one: a row has nothing where its table lacks a column.
  private static func table(_ markdown: String) -> Table {
    var (columns, rows) = ([String](), [[String]]())
    for table in MarkdownText(markdown).tables {
      let titles = table.first ?? []
      columns += titles.filter { !columns.contains($0) }
      rows += table.dropFirst().map { row in
        let cells = Dictionary(zip(titles, row)) { first, _ in first }
        return columns.map { cells[$0] ?? "" }
      }
    }
    let width = columns.count
    return Table(
      columns: columns,
      rows: rows.map { $0 + Array(repeating: "", count: width - $0.count) })
  }
}
