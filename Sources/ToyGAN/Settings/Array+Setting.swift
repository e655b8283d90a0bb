/// A list of values, of which messages show an example.
extension Array: SettingValue where Element: SettingValue {
  public static var form: String { "a list" + (examples.first.map { " such as \($0)" } ?? "") }

  /// A list of two values; none of lists of matrices, which nobody could read.
  public static var examples: [String] {
    let inner = Element.examples
    guard inner.count == 2, !inner[0].hasPrefix("[[") else { return [] }
    return ["[\(inner[0]), \(inner[1])]", "[\(inner[1]), \(inner[0])]"]
  }

  public static func read(
    _ node: SettingNode, over current: [Element]?, at place: SettingPlace
  ) throws(SettingError) -> [Element] {
    guard let nodes = node.list else {
      let list = listText(of: node, at: place)
      throw place.error(node.kindText, allowed: form + (list.map { "; write \($0)" } ?? ""))
    }
    var values: [Element] = []
    for (index, node) in nodes.enumerated() {
      values.append(try Element.read(node, over: nil, at: place.at(index)))
    }
    return values
  }

  /// The list that was meant by values without brackets; nil if they are no values of a list.
  private static func listText(of node: SettingNode, at place: SettingPlace) -> String? {
    guard let text = node.text, text.count <= 60 else { return nil }
    let values = text.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " })
    }
    let areRead = values.allSatisfy {
      (try? Element.read(.word($0), over: nil, at: place)) != nil
    }
    return areRead ? "[\(values.joined(separator: ", "))]" : nil
  }

  public var node: SettingNode { .list(map(\.node)) }

  public func check(at place: SettingPlace) throws(SettingError) {
    for (index, value) in enumerated() { try value.check(at: place.at(index)) }
  }
}
