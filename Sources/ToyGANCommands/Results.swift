import Foundation
import ToyGAN

/// The files of a run or a sweep that a user looks at first.
enum Results {
  /// A line for each table and picture that there is, as paths from the current folder.
  static func text(tables: [String], pictures: [URL], in folder: URL) -> String {
    let files = FileManager.default
    let tables = tables.map { folder.relativePath + "/" + $0 }
      .filter { files.fileExists(atPath: $0) }
    // Each picture has one name: the vector forms beside it are for print.
    let shown = pictures.filter { ["png", "gif"].contains($0.pathExtension) }.map { picture in
      folder.relativePath + picture.path.dropFirst(folder.path.count)
    }
    return tables.map { "table: \($0)\n" }.joined() + shown.map { "picture: \($0)\n" }.joined()
  }
}

extension Results {
  /// The tables and pictures of a search.
  static func ofSearch(in folder: URL) -> String {
    let plots = folder.appendingPathComponent("plots")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: plots.path)) ?? []
    let pictures = names.sorted().map { plots.appendingPathComponent($0) }
    return text(tables: ["table.md", "trials.csv", "curve.csv"], pictures: pictures, in: folder)
  }

  /// The tables and pictures of a sweep, also those that an earlier process has drawn.
  static func ofSweep(in folder: URL) -> String {
    let plots = folder.appendingPathComponent("plots")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: plots.path)) ?? []
    let pictures = names.sorted().map { plots.appendingPathComponent($0) }
    return text(tables: ["table.md", "summary.csv"], pictures: pictures, in: folder)
  }
}
