import ToyGANMetrics
import ToyGANStatistics

/// Labels with runs on the same targets, ranked by one metric, with comparisons of pairs.
struct ComparedLabels: Sendable {
  let targets: [String]
  /// The targets in a few words.
  let targetWords: [String]
  /// The definition of the metric in one sentence.
  let definition: String
  /// The value that theory gives for samples of the target itself; nil if it differs between runs.
  let expectedForTarget: Double?
  /// What draws of each target score, in the order of the targets; nil where it was not measured, or differs.
  let floors: [NoiseFloor?]
  /// Number of samples of each run; nil if it differs.
  let samples: Int?
  /// Whether scores are divided by that value, because it differs between targets.
  let isRelative: Bool
  /// The count of modes by which runs have collapsed; nil if the targets have no modes that were counted.
  let count: Metric?
  /// The labels, best first.
  let labels: [LabelScores]
  /// How many labels share the first place.
  let leaders: Int
  /// Every pair of labels, or those with the reference that was named, with the likelier winner first.
  let pairs: [LabelPair]
  /// The label that the others are compared with: the one that was named, otherwise the best.
  let reference: String?
  /// Whether the reference was named.
  let isAgainst: Bool
  /// What a reader should know about the measurements, a sentence each.
  let notes: [String]

  /// Compares the runs of each label, in the order of the plan: every two labels, or all with one of them.
  init(
    _ members: [[EndedRun]], targets: [String], metric: Metric, against name: String? = nil,
    words: TargetText = TargetText()
  ) {
    let runs = Array(members.joined())
    let measured = runs.compactMap { $0.measurement(metric.name) }
    let ceilings = measured.map(\.expectedForTarget)
    let agree = ceilings.allSatisfy { $0 == ceilings.first }
    let areShares = targets.count > 1 && !agree && ceilings.allSatisfy { $0 ?? 0 > 0 }
    let count = runs.countOfModes
    let rule = ScoreRule(
      metric: metric, isRelative: metric.preference == .higher && areShares,
      modes: runs.numberOfModes, count: count)
    self.targets = targets
    targetWords = targets.map { words.words($0) }
    definition = measured.first?.definition ?? metric.definition
    expectedForTarget = agree ? ceilings.first ?? nil : nil
    floors = targets.map { target in
      runs.filter { $0.target == target }.compactMap { $0.measurement(metric.name) }.noiseFloor
    }
    let samples = measured.map(\.samples).firstOccurrences
    self.samples = samples.count == 1 ? samples[0] : nil
    isRelative = rule.isRelative
    self.count = count
    (labels, leaders) = members.map { LabelScores($0, targets: targets, by: rule) }.ranked
    let isKnown = labels.contains { $0.label == name }
    isAgainst = name != nil && isKnown
    reference = isKnown ? name : labels.first?.label
    // A label that is not among these has nothing to be compared with.
    pairs = name != nil && !isKnown ? [] : labels.pairs(with: name)
    notes = members.notes(on: metric)
  }

  /// The pairs of the reference with every other label.
  var pairsWithReference: [LabelPair] {
    pairs.filter { pair in reference.map(pair.involves) ?? false }
  }

  /// A label of this group.
  func scores(of label: String) -> LabelScores? { labels.first { $0.label == label } }

  /// Whether no label is better than another.
  var areEqual: Bool { labels.count > 1 && leaders == labels.count }

  /// Whether every run of every label has collapsed.
  var haveAllCollapsed: Bool {
    count != nil && !labels.isEmpty && labels.allSatisfy { $0.collapsed.successes == $0.count }
  }
}

extension [MetricValue] {
  /// The noise floor of measurements on one target; nil if they have none, or different ones.
  fileprivate var noiseFloor: NoiseFloor? {
    let floors = compactMap(\.noiseFloor)
    return floors.allSatisfy { $0 == floors.first } ? floors.first : nil
  }
}

extension [EndedRun] {
  /// The count of modes by which these runs have collapsed; nil if none says how many modes there are.
  fileprivate var countOfModes: Metric? {
    sharedCount.flatMap { count in
      contains { $0.measurement(count.name)?.expectedForTarget != nil } ? count : nil
    }
  }

  /// The number of modes of the target; nil if it is not known, or not the same for all runs.
  fileprivate var numberOfModes: Double? {
    let counts = lazy.compactMap { run in
      Metric.modeCounts.lazy.compactMap { run.measurement($0.name)?.expectedForTarget }.first
    }
    guard let first = counts.first, counts.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}

extension [[EndedRun]] {
  /// Differences of how labels were measured, which their scores may come from.
  fileprivate func notes(on metric: Metric) -> [String] {
    let values = map { own in
      own.compactMap { $0.measurement(metric.name)?.samples }.firstOccurrences
    }
    let all = values.joined().map { $0 }.firstOccurrences
    guard all.count > 1 else { return [] }
    let texts = all.prefix(4).map { value in
      let labels = zip(self, values).filter { $1.contains(value) }
        .compactMap { $0.0.first?.label }
      let more = labels.count > 3 ? " and \(labels.count - 3) more" : ""
      return "\(value) (\(labels.prefix(3).joined(separator: "; "))\(more))"
    }
    return [
      "\(metric.name) was measured on different numbers of samples, on which it may depend: "
        + "\(texts.joined(separator: ", "))."
    ]
  }
}
