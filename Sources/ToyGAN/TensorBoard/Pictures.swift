import Foundation

/// The pictures that were drawn of a run or a sweep.
struct Pictures {
  private let folder: URL

  /// Of the run or sweep in a folder.
  init(of folder: URL) { self.folder = folder.appendingPathComponent("plots") }

  /// Each under `plots/` and its name, in the order of names; a film runs in TensorBoard, too.
  var values: [SummaryValue] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    // A picture that is being drawn begins with a dot.
    return files.sorted().filter { !$0.hasPrefix(".") }.compactMap { file in
      let url = folder.appendingPathComponent(file)
      guard ["png", "gif"].contains(url.pathExtension),
        let data = FileManager.default.contents(atPath: url.path),
        let picture = EncodedPicture([UInt8](data))
      else { return nil }
      return .image("plots/\(url.deletingPathExtension().lastPathComponent)", picture)
    }
  }
}
