import ToyGANCore
import ToyGANGames
import ToyGANSettings
import ToyGANTargets

/// The runs of an experiment, and what a reader of its tables should know about them.
struct ExperimentPlan {
  /// The runs, with the seed as the outermost loop.
  var runs: [PlannedRun]
  /// The combinations that were left out because they cannot work.
  let skipped: [SkippedCombination]
  /// The settings in which labels differ although the experiment does not name them.
  let differences: [LabelDifference]
  /// The trials of each label; a variant of an experiment that draws nothing is the trial 0 of its label.
  var trials: [PlannedTrial] = []
}

/// A trial, and its runs.
struct PlannedTrial: Sendable {
  let trial: Trial
  /// The settings that it has drawn.
  let drawn: [(path: String, value: SettingNode)]
  /// The places of its runs in the plan, one for each seed; trials with equal settings share them.
  var places: [Int] = []
  /// Why it cannot work; nil if it can.
  var reason: String?
}

extension Experiment {
  /// All runs, with the seed as the outermost loop, so that a
  /// sweep that stops early has complete replications.
  ///
  /// Throws `InvalidCombinations` if some runs cannot be made, `SettingError` if none can for one reason, if two
  /// runs would be identical, or if two variants with one label have the same target.
  public func plan() throws -> [PlannedRun] { try planned().runs }

  func planned() throws -> ExperimentPlan {
    let count = variants.count * (seeds?.count ?? 1)
    guard count <= Self.maximumRuns else {
      throw SettingError(
        key: "seeds", has: "\(variants.count) variants with \(seeds?.count ?? 1) seeds",
        allowed: "at most \(Self.maximumRuns) runs in a sweep")
    }
    let (valid, skipped) = try valid()
    for line in valid { try requireTrueLabel(line) }
    let (lines, places) = Self.withoutEqualTrials(valid)
    var runs: [PlannedRun] = []
    for seed in seeds ?? [lines.first?.configuration.seed ?? 0] {
      for line in lines {
        var configuration = line.configuration
        configuration.seed = seed
        runs.append(PlannedRun(configuration, line.texts))
      }
    }
    try Self.requireDistinct(runs)
    try Self.requireOwnLabels(lines)
    let labels = lines.filter { ($0.variant.trial?.number ?? 0) == 0 }
    return ExperimentPlan(
      runs: runs, skipped: skipped.map(\.combination),
      differences: LabelDifference.all(of: labels, registry: registry),
      trials: trials(of: valid, at: places, lines: lines.count, skipped: skipped))
  }

  /// A variant that can work.
  struct Line {
    var variant: Variant
    var configuration: Configuration
    var texts: PlannedTexts
  }

  /// A variant that cannot work.
  private struct Skipped {
    var variant: Variant
    var error: SettingError
    var combination: SkippedCombination {
      SkippedCombination(label: variant.label, reason: "\(error)")
    }
  }

  /// The variants that can work, and the others.
  ///
  /// Throws an error if there are others, unless they are skipped and are not all. A trial that cannot work is
  /// always skipped, unless no trial of its label can.
  private func valid() throws -> (lines: [Line], skipped: [Skipped]) {
    var (lines, skipped) = ([Line](), [Skipped]())
    // The settings of thousands of variants take some time to be read.
    let made = variants.inChunks(of: 16).inParallel { chunk in
      chunk.map { variant in Result { try line(variant) } }
    }
    for (variant, line) in zip(variants, made.joined()) {
      do {
        lines.append(try line.get())
      } catch let error as SettingError {
        skipped.append(Skipped(variant: variant, error: error))
      }
    }
    let searched = Set(lines.compactMap { $0.variant.searchedLabel })
    let fatal = skipped.filter { skipped in
      skipped.variant.searchedLabel.map { !searched.contains($0) } ?? true
    }
    let errors = fatal.map(\.error)
    guard let first = errors.first else { return (lines, skipped) }
    // A fault of what all share, or of the only one.
    let isShared = errors.allSatisfy { $0.key == first.key && $0.value == first.value }
    if lines.isEmpty || first.isUnknownKey && !skipsInvalid && sampling != nil, isShared {
      throw first
    }
    guard skipsInvalid, !lines.isEmpty else {
      throw InvalidCombinations(invalid: fatal.map(\.combination), total: variants.count)
    }
    return (lines, skipped)
  }

  private func line(_ variant: Variant) throws -> Line {
    let configuration = try configuration(of: variant)
    let label = variant.label.isEmpty ? type(of: configuration.method).name : variant.label
    guard label.inOneLine() == label else {
      throw SettingError(
        key: "variants", has: "the label '\(label.inOneLine())'",
        allowed: "a label without line breaks and other control characters")
    }
    return Line(
      variant: variant, configuration: configuration,
      texts: try PlannedTexts(label: label, configuration))
  }

  /// The lines without trials that have drawn the settings of an earlier line of their label, and the place of each
  /// given line among those that are left.
  private static func withoutEqualTrials(_ lines: [Line]) -> (lines: [Line], places: [Int]) {
    var (kept, places, known) = ([Line](), [Int](), [String: Int]())
    for line in lines {
      guard let trial = line.variant.trial else {
        places.append(kept.count)
        kept.append(line)
        continue
      }
      let key = "\(trial.label)\n\(line.texts.yaml(seed: 0))"
      let place = known[key] ?? kept.count
      if place == kept.count { kept.append(line) }
      known[key] = place
      places.append(place)
    }
    return (kept, places)
  }

  /// The trials in the order of the experiment; the plan has `count` lines for each seed.
  private func trials(
    of valid: [Line], at places: [Int], lines count: Int, skipped: [Skipped]
  ) -> [PlannedTrial] {
    let runs = Dictionary(zip(valid.map(\.variant.place), places)) { first, _ in first }
    let reasons = Dictionary(skipped.map { ($0.variant.place, "\($0.error)") }) { first, _ in first
    }
    return variants.map { variant in
      let starts = (0..<(seeds?.count ?? 1)).map { $0 * count }
      return PlannedTrial(
        trial: variant.place, drawn: variant.drawn,
        places: runs[variant.place].map { line in starts.map { $0 + line } } ?? [],
        reason: reasons[variant.place])
    }
  }

  private static func requireDistinct(_ runs: [PlannedRun]) throws {
    var labels: [String: String] = [:]
    for run in runs {
      if let other = labels.updateValue(run.label, forKey: run.id) {
        throw SettingError(
          key: "variants", has: "'\(run.label)' with the settings and seed of '\(other)'",
          allowed: "every run once; what is set for all runs does not vary")
      }
    }
  }

  /// Throws if two variants share a label and a target, because tables treat such runs as replications.
  private static func requireOwnLabels(_ lines: [Line]) throws {
    var targets: [String: [TargetConfiguration]] = [:]
    for line in lines {
      let (label, target) = (line.texts.label, line.configuration.target)
      guard !targets[label, default: []].contains(target) else {
        throw SettingError(
          key: "variants", has: "'\(label)' twice",
          allowed: "a different label for every variant on one target")
      }
      targets[label, default: []].append(target)
    }
  }
}
