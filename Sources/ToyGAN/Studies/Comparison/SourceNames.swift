import Foundation

/// Short names that tell folders apart: the last parts of their paths, as many as are needed.
enum SourceNames {
  /// A name for each of some different folders.
  static func of(_ folders: [URL]) -> [String] {
    let parts = folders.map { $0.standardizedFileURL.path.split(separator: "/").map(String.init) }
    let longest = parts.map(\.count).max() ?? 0
    for length in 1..<max(2, longest + 1) {
      let names = parts.map { $0.suffix(length).joined(separator: "/") }
      if Set(names).count == names.count { return names }
    }
    return folders.map(\.path)
  }

  /// The labels of several folders, with the folder's name behind each that occurs in more than one of them.
  static func apart(_ labels: [[String]], in names: [String]) -> [[String: String]] {
    var owners: [String: Int] = [:]
    for own in labels { for label in Set(own) { owners[label, default: 0] += 1 } }
    func named(_ isNamed: (String) -> Bool) -> [[String: String]] {
      zip(labels, names).map { own, name in
        let pairs = Set(own).map { ($0, isNamed($0) ? "\($0) (\(name))" : $0) }
        return Dictionary(uniqueKeysWithValues: pairs)
      }
    }
    let short = named { owners[$0, default: 0] > 1 }
    let all = short.flatMap(\.values)
    // A label may already end in the name of another folder.
    return Set(all).count == all.count ? short : named { _ in true }
  }
}
