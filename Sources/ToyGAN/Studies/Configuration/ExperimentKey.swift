/// The keys of an experiment file besides those of a configuration, for `toygan list experiment`.
struct ExperimentKey {
  var name: String
  var meaning: String

  private init(_ name: String, _ meaning: String...) {
    self.name = name
    self.meaning = meaning.joined(separator: " ")
  }

  static let seeds = "seeds"
  static let variants = "variants"
  static let vary = "vary"
  static let sample = "sample"
  static let tune = "tune"
  /// The names of the keys that the file of an experiment has besides those of a configuration.
  static let names = [vary, variants, sample, tune, seeds]
  /// The keys in which dotted names stay as the user wrote them.
  static let lists: Set<String> = [vary, variants]

  static let all = [
    ExperimentKey(
      seeds, "a number of seeds, counted from 0, or a list of seeds such as [0, 7];",
      "every variant is trained with each"),
    ExperimentKey(
      variants, "a list of groups of settings that are compared: each changes settings of",
      "the file, by nested or dotted keys; a section changes only what it names"),
    ExperimentKey(
      "\(variants)[].label", "name of a variant in tables and figures; without it, a variant is",
      "named by what it changes"),
    ExperimentKey(
      vary, "dotted keys with lists of values, such as optimizer.learningRate: [1e-4, 1e-3];",
      "every combination of the values is run, with every variant"),
    ExperimentKey(
      "\(sample).over",
      "settings of which every trial of a random search draws a value, each with a range:",
      "{log: [1e-5, 1e-2]}, {uniform: [0, 0.9]}, {integer: [1, 5]}, {logInteger: [2, 256]} or",
      "{choice: [1, 2, 5]}; a variant without a draw is an extra row, and a variant may have ranges",
      "under sample.over that only its trials draw from"),
    ExperimentKey(
      "\(sample).count",
      "number of trials of each variant, \(TrialSampling.defaultCount) by default;",
      "a larger number keeps the trials that there are"),
    ExperimentKey(
      "\(sample).seed", "seed of the draws, 0 by default"),
    ExperimentKey(
      "\(sample).method",
      "independent, the default, or sobol: points that are more even, for exploring"),
    ExperimentKey(
      "\(tune).budget", "for toygan tune: what every run may use, {updates: 5000},",
      "{discriminatorSamples: 1e6} or {seconds: 60}; it replaces steps"),
    ExperimentKey(
      "\(tune).objective",
      "metrics by which trials are compared, the first one first; the next decide ties"),
    ExperimentKey(
      "\(tune).gates",
      "conditions such as high_quality>=0.9; a trial that satisfies all is before others"),
    ExperimentKey(
      "\(tune).halving",
      "{rungs: [500, 2000], keep: 0.33}: at these generator updates only this share of the",
      "trials of a label is continued"),
    ExperimentKey(
      "\(tune).confirmation",
      "a number of fresh seeds, 10 by default, or a list of seeds: the best trial and the",
      "label's own settings are trained with each"),
    ExperimentKey(
      SettingsText.anchors, "a place for YAML anchors (&name), which aliases (*name, <<: *name)",
      "repeat elsewhere; the key itself is ignored"),
    ExperimentKey(
      "(every setting)", "a setting at the top of the file holds for all runs; list settings has",
      "them"),
  ]
}
