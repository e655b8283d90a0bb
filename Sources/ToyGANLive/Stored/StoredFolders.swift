import Foundation
import ToyGAN

/// The runs and sweeps below a folder, which a page opens by their number: it never sends a path.
struct StoredFolders: Sendable {
  struct Item: Encodable, Sendable {
    enum Kind: String, Encodable, Sendable { case run, sweep }

    var index: Int
    /// The path below the root.
    var name: String
    var kind: Kind
    var text: String
  }

  let items: [Item]
  private let places: [URL]

  private typealias Found = (name: String, url: URL, kind: Item.Kind)

  /// Largest number of folders that are listed and that are looked at, and how deep they may be.
  private static let limits = (folders: 500, depth: 3, visits: 5000)

  /// Searches a folder; links are not followed.
  init(below root: URL) {
    var (found, visits): ([Found], Int) = ([], 0)
    Self.search(root, name: "", depth: 0, into: &found, &visits)
    places = found.map(\.url)
    items = found.enumerated().map { index, place in
      Item(index: index, name: place.name, kind: place.kind, text: Self.text(place.url, place.kind))
    }
  }

  /// The folder with this number; nil if there is none.
  func folder(_ index: Int) -> (url: URL, kind: Item.Kind, name: String)? {
    guard items.indices.contains(index) else { return nil }
    return (places[index], items[index].kind, items[index].name)
  }

  /// Whether a folder contains a run or a sweep; nil if it is neither.
  static func kind(of url: URL) -> Item.Kind? {
    if RunFolder(url).exists { return .run }
    return SweepFolder(url).exists ? .sweep : nil
  }

  private static func search(
    _ url: URL, name: String, depth: Int, into found: inout [Found], _ visits: inout Int
  ) {
    guard depth <= limits.depth, found.count < limits.folders, visits < limits.visits else {
      return
    }
    visits += 1
    if let kind = kind(of: url) {
      found.append((name.isEmpty ? url.lastPathComponent : name, url, kind))
      return
    }
    let keys: [URLResourceKey] = [.isDirectoryKey, .isSymbolicLinkKey]
    let inner =
      (try? FileManager.default.contentsOfDirectory(
        at: url, includingPropertiesForKeys: keys, options: .skipsHiddenFiles)) ?? []
    for folder in inner.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
      let values = try? folder.resourceValues(forKeys: Set(keys))
      guard values?.isDirectory == true, values?.isSymbolicLink != true else { continue }
      let word = folder.lastPathComponent
      search(
        folder, name: name.isEmpty ? word : "\(name)/\(word)", depth: depth + 1, into: &found,
        &visits)
    }
  }

  private static func text(_ url: URL, _ kind: Item.Kind) -> String {
    switch kind {
    case .run:
      guard let record = RunFolder(url).record() else { return "a run" }
      return "\(record.method), seed \(record.seed), step \(record.step) of \(record.steps)"
    case .sweep: return "a sweep"
    }
  }
}
