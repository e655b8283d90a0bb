import ArgumentParser
import Foundation
import ToyGAN
import ToyGANFiles

struct ColumnsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "columns",
    abstract: "Explain every column of the tables of a run or a sweep.",
    discussion: """
      Prints name, meaning, unit and range of each column: metrics, losses, what the method monitors, diagnostics, \
      samples and surfaces.

      Example: toygan columns first trajectory.csv
      """)

  @Argument(help: "The folder of a run or a sweep, or a table in it.") var folder: String
  @Argument(help: "One table, such as trajectory.csv or samples (default: all).") var file: String?
  @Flag(help: "Print JSON: a list of {file, rows, columns}.") var json = false

  func run() throws {
    let place = TablePlace(URL(fileURLWithPath: folder), registry: ToyGANCommand.registry)
    var columns = try place.columns()
    if let file = file ?? place.file {
      columns = try columns.files(named: file)
    }
    try Output.write(json ? columns.json : columns.text(width: TextWidth.visible()))
  }
}

/// The folder of a run or a sweep that a path leads to, and the table in it that the path names.
private struct TablePlace {
  private let run: RunFolder
  private let sweep: SweepFolder
  /// The path of the table in the folder; nil if the path is the folder itself.
  let file: String?

  init(_ url: URL, registry: Registry) {
    var (folder, inside) = (url, [String]())
    // A table stands at most three folders deep: runs/ID/samples/step-00005000.csv.
    while inside.count < 4, !RunFolder(folder).exists, !SweepFolder(folder).exists,
      folder.path != "/"
    {
      inside.insert(folder.lastPathComponent, at: 0)
      folder = folder.deletingLastPathComponent()
    }
    let isFound = RunFolder(folder).exists || SweepFolder(folder).exists
    let isTable = isFound && FileManager.default.fileExists(atPath: url.path)
    run = RunFolder(isTable ? folder : url, registry: registry)
    sweep = SweepFolder(isTable ? folder : url, registry: registry)
    file = isTable && !inside.isEmpty ? inside.joined(separator: "/") : nil
  }

  /// Throws `FileError` if there is neither a run nor a sweep.
  func columns() throws -> FolderColumns {
    if sweep.exists { return try FolderColumns(of: sweep) }
    guard run.exists else {
      throw FileError.folder(
        run.url.relativePath, lacks: "config.yaml or plan.jsonl",
        expected: "the folder of a run or a sweep, or a table in it")
    }
    return try FolderColumns(of: run)
  }
}
