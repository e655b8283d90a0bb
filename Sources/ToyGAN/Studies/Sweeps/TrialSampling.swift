import ToyGANGames
import ToyGANSettings

/// The key `sample` of an experiment: how many trials each label has, and from what their settings are drawn.
struct TrialSampling: Sendable {
  /// How trials are spread over the ranges.
  enum Method: String, CaseIterable {
    /// Independent draws, which the confidence of tuning curves needs.
    case independent
    /// The points of Sobol (USSR Computational Mathematics 7, 1967), shifted by a random vector modulo 1 (Cranley
    /// and Patterson, SIAM Journal on Numerical Analysis 13, 1976): they are more even than independent draws.
    case sobol
  }

  /// Number of trials of a label, besides the one that changes nothing.
  var count: Int
  var seed: UInt64 = 0
  var method = Method.independent
  /// What all labels draw.
  var shared: [SearchedSetting]

  static let defaultCount = 32

  /// Reads `{count: 48, seed: 0, method: independent, over: {key: range}}`; `given` replaces the count.
  ///
  /// Throws `SettingError` for an unknown key, and for a value that is not allowed.
  init(_ node: SettingNode, count given: Int?) throws(SettingError) {
    let place = SettingPlace(ExperimentKey.sample, registry: Registry())
    let entries = try place.entries(of: node)
    let known = ["count", "seed", "method", "over"]
    if let unknown = entries.first(where: { !known.contains($0.name) }) {
      throw SettingError.unknownKey("\(place.path).\(unknown.name)", known: known)
    }
    count =
      try node["count"].map { node throws(SettingError) in
        try Self.count(node, at: place.at("count"))
      } ?? Self.defaultCount
    if let given {
      count = try Self.count(.literal("\(given)"), at: SettingPlace("trials", registry: Registry()))
    }
    if let node = node["seed"] { seed = try UInt64.read(node, over: nil, at: place.at("seed")) }
    if let node = node["method"] { method = try Self.method(node, at: place.at("method")) }
    // A label may have all searched settings, and then nothing is shared.
    shared =
      try node["over"].map { node throws(SettingError) in
        try SearchedSetting.list(node, at: place.at("over"))
      } ?? []
  }

  private static func count(_ node: SettingNode, at place: SettingPlace) throws(SettingError) -> Int
  {
    let count = try Int.read(node, over: nil, at: place)
    guard count > 0, count < Experiment.maximumRuns else {
      throw place.error(
        node.inline, allowed: "a number of trials from 1 to \(Experiment.maximumRuns - 1)")
    }
    return count
  }

  private static func method(
    _ node: SettingNode, at place: SettingPlace
  ) throws(SettingError) -> Method {
    guard let text = node.text, let method = Method(rawValue: text) else {
      throw place.error(
        node.kindText, allowed: "one of \(Method.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return method
  }
}

extension TrialSampling {
  /// The variants, each followed by its trials; the first trial of each, number 0, changes nothing.
  ///
  /// Throws `SettingError` for a variant that searches nothing, and for a setting that is varied too.
  func trials(
    of variants: [Variant], varied: [VariedSetting]
  ) throws(SettingError) -> [Variant] {
    var all: [Variant] = []
    var labels: Set<String> = []
    for variant in variants {
      guard labels.insert(variant.label).inserted else {
        throw SettingError(
          key: ExperimentKey.variants, has: "'\(variant.label)' twice",
          allowed: "a different label for every variant of a search, also on another target")
      }
      let space = shared.replaced(by: variant.searched)
      guard !space.isEmpty else {
        throw SettingError(
          key: ExperimentKey.sample,
          has: variant.label.isEmpty ? "no setting to search" : "no setting of '\(variant.label)'",
          allowed: "settings under over, for all labels or for one of the variants")
      }
      for setting in space where varied.contains(where: { $0.path.concerns(setting.path) }) {
        throw SettingError(
          key: "\(ExperimentKey.sample).over.\(setting.path)", is: "varied too",
          allowed: "one of the two")
      }
      let draws = try TrialDraws(self, of: space, label: variant.label)
      all.append(variant.trial(0, settings: []))
      for number in 1...count {
        all.append(variant.trial(number, settings: draws.settings(number)))
      }
    }
    return all
  }

  /// The paths of all settings that some label searches.
  func paths(of variants: [Variant]) -> [String] {
    (shared + variants.flatMap(\.searched)).map(\.path).firstOccurrences
  }
}

extension Variant {
  /// The variant with the settings of a trial over its own.
  fileprivate func trial(_ number: Int, settings drawn: [(path: String, value: SettingNode)])
    -> Variant
  {
    var copy = self
    let trial = Trial(label: label, number: number)
    (copy.trial, copy.label) = (trial, trial.labelOfRuns)
    copy.settings += drawn
    copy.drawnCount = drawn.count
    return copy
  }
}
