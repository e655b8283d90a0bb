import Foundation
import ToyGANFiles

/// The figures that were drawn for a run or a sweep.
struct Pictures {
  private let folder: URL

  /// The figures of the run or sweep in a folder.
  init(of folder: URL) { self.folder = folder.appendingPathComponent("plots") }

  /// Each figure under `plots/` and its name, in the order of names; TensorBoard also plays animations.
  var values: [SummaryValue] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    // The name of a file that is still being drawn begins with a dot.
    return files.sorted().filter { !$0.hasPrefix(".") }.compactMap { file in
      let url = folder.appendingPathComponent(file)
      guard ["png", "gif"].contains(url.pathExtension),
        let bytes = try? RegularFile.bytes(at: url), let picture = EncodedPicture(bytes)
      else { return nil }
      return .image("plots/\(url.deletingPathExtension().lastPathComponent)", picture)
    }
  }
}
