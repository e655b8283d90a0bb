import ArgumentParser
import Foundation
import ToyGAN

/// Samples of other programs that stand beside the runs of sweeps, and how they are read and scored.
struct AddedSamplesArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Samples of another program, scored like the sweeps' runs; every file is one seed. Can be repeated.",
      valueName: "label=files"))
  var add: [String] = []
  @Option(
    help: """
      The target of added samples, by name, as {family: {settings}}, or a configuration in YAML; only runs on \
      it are compared (default: the sweeps').
      """)
  var target: String?
  @Option(
    parsing: .unconditional,
    help: """
      Samples of each added file that are scored (default: as many as the sweeps' runs were scored by; \
      without a sweep, as many as the smallest file has).
      """, transform: Options.wholeNumber)
  var samples: Int?
  @Option(help: "The format of added files (default: as their first bytes show).")
  var sampleFormat: SampleFormat?
  @Option(
    parsing: .unconditional,
    help:
      "The columns of added files to read, by name or number from 1 on, as in x,y (default: all).")
  var sampleColumns: String?
  @OptionGroup var options: SampleReadingOptions

  /// An option that was given, and is about added samples alone; nil if none was.
  var givenBesideAdd: String? {
    let all = [
      ("--samples", samples != nil), ("--sample-format", sampleFormat != nil),
      ("--sample-columns", sampleColumns != nil),
    ]
    return all.first { $0.1 }?.0 ?? options.given
  }

  /// Throws `SettingError` if the number of samples is not above 0, or if an option would have no effect.
  func requireMeaning() throws(SettingError) {
    if add.isEmpty, let option = givenBesideAdd {
      throw SettingError(key: option, is: "of no use here", allowed: "--add")
    }
    for text in add {
      let label = text.prefix { $0 != "=" }
      guard label.inOneLine() != label else { continue }
      throw SettingError(
        key: "--add", has: "the label '\(label.inOneLine(60))'",
        allowed: "a label without line breaks and other control characters")
    }
    if let samples, samples < 1 {
      throw SettingError(key: "--samples", value: "\(samples)", allowed: "a whole number above 0")
    }
  }

  /// How the added samples are read and scored.
  func options(metrics: [String] = [], registry: Registry) throws -> AddedSamplesOptions {
    var options = AddedSamplesOptions()
    options.target = try target.map {
      try TargetConfiguration(argument: $0, key: "--target", registry: registry)
    }
    (options.samples, options.metrics) = (samples, metrics)
    options.reading = self.options.reading(format: sampleFormat, columns: sampleColumns)
    return options
  }

  /// The runs of sweeps and the added samples, scored by these metrics and those that lead tables.
  ///
  /// With `weights`, the runs are measured again by the generators with these weights.
  func runs(
    of sweeps: [SweepFolder], metrics: [String], weights: ResultWeights? = nil, registry: Registry
  ) throws -> ComparedRuns {
    let options = try options(metrics: metrics, registry: registry)
    var runs = try ComparedRuns(sweeps, registry: registry)
    if let target = options.target, !sweeps.isEmpty { try runs.keep(on: target) }
    if let weights { try runs.measure(weights: weights, metrics: metrics) }
    do {
      try runs.add(add.map { try AddedSamples(argument: $0) }, options: options)
    } catch var error as SettingError where ["columns", "format"].contains(error.key) {
      // The options of these names are about the output.
      error.key = "sample-\(error.key)"
      throw error
    }
    return runs
  }
}
