import Foundation
import ToyGANGames
import ToyGANSettings

/// Steps at which only the best trials of each label are continued (Jamieson and Talwalkar, "Non-stochastic best arm
/// identification and hyperparameter optimization", AISTATS 2016, arXiv:1502.07943).
///
/// A run that is continued is the same run: its schedules are those of all its steps, so that a rung is a prefix.
struct SuccessiveHalving: Sendable {
  /// Generator updates, ascending.
  var rungs: [Int]
  /// The share of the trials that is continued at each rung.
  var keep = 1.0 / 3

  /// Reads `{rungs: [500, 2000], keep: 0.33}`.
  ///
  /// Throws `SettingError` for rungs that do not ascend from a number above 0, and for a share that is not between 0
  /// and 1.
  init(_ node: SettingNode, at place: SettingPlace) throws(SettingError) {
    rungs = []
    for entry in try place.entries(of: node) {
      let inner = place.at(entry.name)
      switch entry.name {
      case "rungs": rungs = try Self.rungs(entry.value, at: inner)
      case "keep":
        keep = try Double.read(entry.value, over: nil, at: inner)
        guard keep > 0, keep < 1 else {
          throw inner.error(entry.value.inline, allowed: "a number between 0 and 1, without both")
        }
      default: throw SettingError.unknownKey(inner.path, known: ["rungs", "keep"])
      }
    }
    guard !rungs.isEmpty else {
      throw place.error(has: "no rungs", allowed: "rungs: [500, 2000], in generator updates")
    }
  }

  private static func rungs(
    _ node: SettingNode, at place: SettingPlace
  ) throws(SettingError) -> [Int] {
    let form = "a list of generator updates, each larger than the one before, such as [500, 2000]"
    guard let nodes = node.list else { throw place.error(node.kindText, allowed: form) }
    var rungs: [Int] = []
    for (index, node) in nodes.enumerated() {
      let rung = try Int.read(node, over: nil, at: place.at(index))
      guard rung > rungs.last ?? 0 else {
        throw place.error(SettingNode.list(nodes).inline.inOneLine(60), allowed: form)
      }
      rungs.append(rung)
    }
    return rungs
  }

  /// How many of a number of trials are continued: at least one.
  func kept(of count: Int) -> Int {
    max(1, Int((Double(count) * keep - 1e-9).rounded(.up)))
  }

  /// Throws `SettingError` if a run has no evaluation at a rung, or is over before the last one.
  func requireEvaluations(of configuration: Configuration, label: String) throws(SettingError) {
    let (every, steps) = (configuration.evaluation.every, configuration.steps)
    for rung in rungs where !rung.isMultiple(of: every) || rung >= steps {
      throw SettingError(
        key: "\(ExperimentKey.tune).halving.rungs",
        has:
          "\(rung), but '\(label.inOneLine(60))' has \(steps) steps and is evaluated every \(every)",
        allowed: "multiples of evaluation.every below the number of steps")
    }
  }
}
