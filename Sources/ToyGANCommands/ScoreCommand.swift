import ArgumentParser
import Foundation
import ToyGAN

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Compute metrics of samples from any program against a target.",
    discussion: """
      Samples are a file or a named pipe, or - for the standard input: text with a sample in each line, or NumPy's .npy \
      or .npz with a sample in each row, also compressed by gzip. Numbers in text stand between commas, \
      semicolons, tabs or blanks, with a decimal point or comma; lines that begin with # are comments. \
      Arrays have any real type, order of bytes and order of rows. Or give a run's folder, or that of a \
      sweep with --run, for what its last checkpoint generates at an evaluation.

      With --json the value of each metric is a number under its name, or null. The object 'details' has \
      for each metric: value, reason (why there is none), definition, better, noise_floor (mean, deviation \
      and draws of what the target itself scores), theory, samples and samples_dropped. In it infinite \
      values are the texts "inf" and "-inf", and what is not a number is "nan".

      Example: toygan score samples.npy --target ring8 --json
      """)

  @Argument(
    help: ArgumentHelp(
      "Samples (.csv, .npy, .npz, .gz, or -), or the folder of a run or a sweep.",
      valueName: "samples"))
  var file: String
  @Option(
    help:
      "A target by name, as {family: {settings}}, or a configuration in YAML (default: the run's).")
  var target: String?
  @Option(help: "Metrics by name, separated by commas.") var metrics = "all"
  @Option(name: .customLong("run"), help: RunChoice.help) var runName: String?
  @Option(help: Options.weightsHelp) var weights: ResultWeights?
  @OptionGroup var samples: SampleOptions
  @Flag(help: "Print JSON: the value of each metric by its name, and details.") var json = false

  func run() throws {
    let metrics = try MetricSelection(
      argument: metrics, key: "--metrics", registry: ToyGANCommand.registry)
    let report: ScoreReport = try Options.naming("metrics") { try self.report(by: metrics) }
    for warning in report.warnings { ExitStatus.say(warning) }
    try Output.write(json ? report.json : report.text(width: TextWidth.visible()))
  }

  private func report(by metrics: MetricSelection) throws -> ScoreReport {
    let named = try target.map { name in
      let target = try TargetConfiguration(
        argument: name, key: "--target", registry: ToyGANCommand.registry)
      return (target: target, name: name)
    }
    try requireFile()
    guard file == "-" || runName == nil && !isFolder else {
      if let option = samples.given {
        throw SettingError(key: option, is: "of no use here", allowed: "a file of samples")
      }
      let run = try RunChoice.folder(file, run: runName)
      guard run.exists else {
        throw FileError.folder(
          run.url.relativePath, lacks: "config.yaml",
          expected: "the folder of a run or a sweep, or a file of samples")
      }
      return try Options.naming("target", "weights") {
        try ScoreReport(
          run: run, against: named, metrics: metrics, weights: weights, runName: runName,
          notice: ExitStatus.say)
      }
    }
    if weights != nil {
      throw SettingError(key: "--weights", is: "of no use here", allowed: "the folder of a run")
    }
    guard let named else {
      throw SettingError(
        key: "--target", is: "missing",
        allowed: "a target, or the folder of a run as what is judged")
    }
    return try report(against: named.target, name: named.name, by: metrics)
  }

  /// Throws `FileError` if there is nothing, before anything is asked about it.
  private func requireFile() throws(FileError) {
    guard file != "-", !FileManager.default.fileExists(atPath: file) else { return }
    throw FileError(
      cannot: "read", file, because: "no such file or folder",
      allowed: "samples, or the folder of a run or a sweep")
  }

  private var isFolder: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private func report(
    against target: TargetConfiguration, name: String, by metrics: MetricSelection
  ) throws -> ScoreReport {
    let isInput = file == "-"
    if isInput, runName != nil {
      throw SettingError(key: "--run", is: "given with standard input", allowed: "a sweep's folder")
    }
    if isInput, isatty(STDIN_FILENO) == 1 {
      ExitStatus.say("reading samples from the terminal, up to Ctrl-D")
    }
    let report = try Options.naming("format", "array", "separator", "decimal", "columns") {
      try ScoreReport(
        isInput ? .standardInput : .file(URL(fileURLWithPath: file)), as: samples.reading,
        target: target, name: name, metrics: metrics)
    }
    for note in report.targetNotes { ExitStatus.say("the target's points are read as \(note)") }
    for note in report.notes {
      ExitStatus.say("\(isInput ? "standard input" : file) is read as \(note)")
    }
    return report
  }
}
