import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// Finds the settings in which the lines of a plan differ although their variants do not name them.
///
/// A method's name sets the name alone: whatever else it brings, also an objective, was not asked for. What a
/// method is does not count: settings that no other method has, and parts without which it refuses to train.
struct DifferenceSearch {
  /// A line of the plan, all of its settings, and the paths that its variant names.
  private struct Column {
    let line: Experiment.Line
    let settings: SettingNode
    let named: [String]
    let method: SettingNode?

    init(_ line: Experiment.Line) {
      self.line = line
      settings = line.configuration.node
      named = line.variant.namedPaths
      method = settings["method"]
    }

    /// Whether the variant names the setting at a path, a part of it, or a value that it is in.
    func names(_ key: String) -> Bool {
      named.contains { path in
        path == key || key.isAround(path) || key == "\(path).name"
          || path.isAround(key) && settings["\(path).name"] == nil
      }
    }
  }

  /// A column's settings at some path; nil if it has none there.
  private struct Cell {
    let column: Column
    let node: SettingNode?

    var text: String {
      node.map { $0.shortText.isEmpty ? "none" : $0.shortText } ?? "none"
    }
    /// The name of a part that is chosen by name.
    var name: String? { node?.entries?.first { $0.name == "name" }?.value.text }

    func inside(_ key: String) -> Cell { Cell(column: column, node: node?[key]) }
  }

  private let columns: [Column]
  private let registry: Registry
  /// The meanings of a setting of parts that are chosen by name, by its path and the name of the part.
  private let meanings: [String: [String: String]]

  init(_ lines: [Experiment.Line], registry: Registry) {
    columns = lines.map { Column($0) }
    self.registry = registry
    var meanings: [String: [String: String]] = [:]
    for setting in Configuration.settingDescriptions(registry: registry) {
      guard let part = setting.part else { continue }
      meanings[setting.key, default: [:]][part] = setting.meaning
    }
    self.meanings = meanings
  }

  /// The differences: those of methods first, because they decide what is trained, and then in the order of a
  /// configuration's settings.
  var differences: [LabelDifference] {
    let cells = columns.map { Cell(column: $0, node: $0.settings) }
    let all = differences(cells, at: "").map { (key: $0.key, item: $0.values) }
    let found = BothPlayers.joined(all).map { LabelDifference(key: $0.key, values: $0.item) }
    return found.filter { $0.isOfMethod } + found.filter { !$0.isOfMethod }
  }

  private func differences(_ cells: [Cell], at path: String) -> [LabelDifference] {
    // The metrics follow the target, and change nothing that is trained.
    let isMeant = path != "seed" && path != "evaluation.metrics"
    guard let first = cells.first, cells.contains(where: { $0.node != first.node }), isMeant else {
      return []
    }
    guard cells.allSatisfy({ $0.node?.entries != nil }) else {
      return [difference(cells, at: path)].compactMap(\.self)
    }
    guard cells.allSatisfy({ $0.name == first.name }) else { return choices(cells, at: path) }
    return keys(of: cells).flatMap { key in
      differences(cells.map { $0.inside(key) }, at: path.isEmpty ? key : "\(path).\(key)")
    }
  }

  private func keys(of cells: [Cell]) -> [String] {
    cells.flatMap { $0.node?.entries ?? [] }.map(\.name).firstOccurrences
  }

  /// The differences between parts of several names: the parts themselves, and settings that several of them have.
  private func choices(_ cells: [Cell], at path: String) -> [LabelDifference] {
    let whole = difference(cells, at: path, naming: "\(path).name")
    let isWhole = whole.map { Set($0.values.flatMap { $0.labels.map(\.name) }) }
    if let whole, cells.allSatisfy({ isWhole?.contains($0.column.line.texts.label) == true }) {
      return [whole]
    }
    let shared = keys(of: cells).filter { $0 != "name" }.flatMap { key in
      // Settings of one name that mean something else are not the same setting.
      let inner = "\(path).\(key)"
      let having = cells.filter { $0.node?[key] != nil }
      let texts = having.map { cell in meanings[inner]?[cell.name ?? ""] ?? "" }
      return texts.firstOccurrences.flatMap { text in
        let same = zip(having, texts).filter { $0.1 == text }.map { $0.0.inside(key) }
        return differences(same, at: inner)
      }
    }
    return [whole].compactMap(\.self) + shared
  }

  /// The difference between the lines whose variants do not name the setting, and whose methods do not require it.
  private func difference(
    _ cells: [Cell], at path: String, naming key: String? = nil
  ) -> LabelDifference? {
    let unnamed = cells.filter { !$0.column.names(key ?? path) }
    let kept = withoutRequired(unnamed, at: path)
    var texts: [String: Set<String>] = [:]
    for cell in kept { texts[cell.column.line.texts.label, default: []].insert(cell.text) }
    var (values, seen) = ([LabelDifference.Value](), Set<[String]>())
    var places: [String: Int] = [:]
    for cell in kept {
      let (line, text) = (cell.column.line, cell.text)
      var name = line.texts.label
      // A label that has another value on another target.
      if texts[name]?.count ?? 0 > 1 {
        name += " (\((cell.column.settings["target"]?.shortText ?? "").inOneLine(60)))"
      }
      guard seen.insert([text, name]).inserted else { continue }
      let label = LabelDifference.Label(
        name: name, method: type(of: line.configuration.method).name)
      if let place = places[text] {
        values[place].labels.append(label)
      } else {
        places[text] = values.count
        values.append(LabelDifference.Value(text: text, labels: [label]))
      }
    }
    return values.count > 1 ? LabelDifference(key: path, values: values) : nil
  }

  /// The cells without those that their methods require: with the value of any other cell the method is refused.
  private func withoutRequired(_ cells: [Cell], at path: String) -> [Cell] {
    var (others, seen) = ([(text: String, node: SettingNode?)](), Set<String>())
    for cell in cells where seen.insert(cell.text).inserted {
      others.append((cell.text, cell.node))
    }
    guard others.count > 1 else { return cells }
    var known: [[String]: Bool] = [:]
    return cells.filter { cell in
      let key = [cell.column.method?.inline ?? "", cell.text]
      let isRequired =
        known[key]
        ?? others.allSatisfy { other in
          other.text == cell.text || isRefused(other.node, at: path, in: cell.column)
        }
      known[key] = isRequired
      return !isRequired
    }
  }

  /// Whether the method of a column refuses another value of a setting.
  private func isRefused(_ value: SettingNode?, at path: String, in column: Column) -> Bool {
    var configuration = column.line.configuration
    let entries = SettingNode(value ?? .word("none"), at: path).entries ?? []
    let place = SettingPlace(registry: registry)
    guard (try? configuration.apply(entries, at: place)) != nil else { return false }
    return (try? configuration.method.validate(in: configuration)) == nil
  }
}
