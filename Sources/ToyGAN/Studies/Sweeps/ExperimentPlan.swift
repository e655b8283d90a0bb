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
    let (lines, skipped) = try valid()
    for line in lines { try requireTrueLabel(line) }
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
    return ExperimentPlan(
      runs: runs, skipped: skipped, differences: LabelDifference.all(of: lines, registry: registry))
  }

  /// A variant that can work.
  struct Line {
    var variant: Variant
    var configuration: Configuration
    var texts: PlannedTexts
  }

  /// The variants that can work, and the others.
  ///
  /// Throws an error if there are others, unless they are skipped and are not all.
  private func valid() throws -> (lines: [Line], skipped: [SkippedCombination]) {
    var (lines, skipped, errors) = ([Line](), [SkippedCombination](), [SettingError]())
    // The settings of thousands of variants take some time to be read.
    let made = variants.inChunks(of: 16).inParallel { chunk in
      chunk.map { variant in Result { try line(variant) } }
    }
    for (variant, line) in zip(variants, made.joined()) {
      do {
        lines.append(try line.get())
      } catch let error as SettingError {
        skipped.append(SkippedCombination(label: variant.label, reason: "\(error)"))
        errors.append(error)
      }
    }
    guard let first = errors.first else { return (lines, []) }
    // A fault of what all share, or of the only one.
    let isShared = errors.allSatisfy { $0.key == first.key && $0.value == first.value }
    if lines.isEmpty, isShared { throw first }
    guard skipsInvalid, !lines.isEmpty else {
      throw InvalidCombinations(invalid: skipped, total: variants.count)
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
