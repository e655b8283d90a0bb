import ToyGANSettings

/// Names and what they mean: the names in one column, and the meanings beside them.
package struct DefinitionList {
  private let items: [(name: String, meaning: String)]

  /// Control characters of names and meanings are shown as `?`.
  package init(_ items: [(name: String, meaning: String)]) {
    self.items = items.map { ($0.name.inOneLine(), $0.meaning.inOneLine()) }
  }

  /// The list for a width; without a width every item has one line.
  ///
  /// Where the names would leave less than half of the width, the meaning is below its name.
  package func text(width: Int?) -> String {
    let names = (items.map(\.name.columns).max() ?? 0) + 2
    guard let width else { return besideNames(names, width: .max) }
    return 2 * names > width ? below(width: width) : besideNames(names, width: width)
  }

  private func besideNames(_ names: Int, width: Int) -> String {
    items.map { item in
      guard !item.meaning.isEmpty else { return item.name + "\n" }
      let blanks = String(repeating: " ", count: names)
      let meaning = item.meaning.wrapped(to: width - names)
        .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + blanks)
      return item.name.filling(columns: names) + meaning + "\n"
    }.joined()
  }

  private func below(width: Int) -> String {
    items.map { item in
      let meaning = item.meaning.isEmpty ? "" : ("    " + item.meaning).wrapped(to: width) + "\n"
      return item.name + "\n" + meaning
    }.joined()
  }
}
