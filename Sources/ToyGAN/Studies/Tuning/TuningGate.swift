import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// A condition on a metric, such as `high_quality>=0.9`, that a trial must satisfy to be preferred.
struct TuningGate: Sendable {
  let metric: Metric
  /// The condition as the user wrote it.
  let text: String
  private let condition: RunCondition

  /// Reads a list of conditions.
  ///
  /// Throws `SettingError` for a text that is no condition, for a name that is no metric, and for a value that is no
  /// number.
  static func list(
    _ node: SettingNode, at place: SettingPlace
  ) throws(SettingError) -> [TuningGate] {
    guard let nodes = node.list ?? node.text.map({ _ in [node] }) else {
      throw place.error(node.kindText, allowed: "a list of conditions, such as [high_quality>=0.9]")
    }
    var gates: [TuningGate] = []
    for (index, node) in nodes.enumerated() {
      gates.append(try TuningGate(node, at: place.at(index)))
    }
    return gates
  }

  private init(_ node: SettingNode, at place: SettingPlace) throws(SettingError) {
    guard let text = node.text, let condition = try? RunCondition(text) else {
      throw place.error(
        node.kindText,
        allowed: "a metric, one of = != < <= > >=, and a number, such as high_quality>=0.9")
    }
    metric = try place.member(condition.column, of: place.registry.metrics) { $0.name }
    do { try condition.requireNumber() } catch {
      throw place.error("'\(text.inOneLine(60))'", allowed: error.allowed)
    }
    (self.text, self.condition) = (text, condition)
  }

  /// Whether a value satisfies the condition; one that is missing does not.
  func holds(_ value: Double?) -> Bool {
    guard let value, !value.isNaN else { return false }
    return condition.holds(CSV.text(value))
  }
}
