import Foundation
import ToyGANFiles

/// The keys of the files in JSON; a key in another is `outer.inner`, and `list[].inner` in the elements of a list.
extension FileColumns {
  /// A run's `summary.json`.
  static let runSummary = FileColumns(
    "summary.json", rows: "one object, written when the run ends or is interrupted",
    RunColumn.meanings("label", "method", "seed", "status", "steps") + [
      ColumnMeaning(
        "quantity", "what was no longer finite; only of a run that diverged", range: "text"),
      ColumnMeaning("metrics", "the last measurements", range: "a list"),
      ColumnMeaning("metrics[].name", "name of the metric", range: "text"),
      ColumnMeaning(
        "metrics[].value", "the value", range: "a number, or the text nan, inf or -inf"),
      ColumnMeaning("metrics[].definition", "what the metric is, in a sentence", range: "text"),
      ColumnMeaning("metrics[].samples", "samples that were measured", range: "1 and more"),
      ColumnMeaning(
        "metrics[].ceiling",
        "what theory gives for samples of the target itself; left out where there is no formula",
        range: "any number"),
      ColumnMeaning(
        "metrics[].floor",
        "what draws of the target itself score, the noise floor; left out if not measured",
        range: "an object"),
      ColumnMeaning("metrics[].floor.mean", "mean over the draws", range: "any number"),
      ColumnMeaning(
        "metrics[].floor.deviation", "standard deviation over the draws", range: "0 and more"),
      ColumnMeaning("metrics[].floor.draws", "number of draws", range: "1 and more"),
      ColumnMeaning(
        "files", "checksums of the files that the summary belongs to, by their names",
        range: "an object"),
    ])

  /// A run's `run.json`.
  static let runRecord = FileColumns(
    "run.json", rows: "one object: how and where the run was made",
    RunColumn.meanings("label", "method", "seed") + [
      ColumnMeaning(
        "status", "state of the run", range: "running, completed, diverged or interrupted"),
      ColumnMeaning("step", "updates of the generator when this was written", range: "0 and more"),
      ColumnMeaning("steps", "updates of the generator in all", range: "1 and more"),
      ColumnMeaning(
        "quantity", "what was no longer finite; only of a run that diverged", range: "text"),
      ColumnMeaning("version", "version of toygan", range: "text"),
      ColumnMeaning(
        "engine",
        "number of the engine that began the run; another engine gives other numbers for the same seed",
        range: "from 1 on"),
      ColumnMeaning("settings", "checksum of the settings without steps", range: "text"),
      ColumnMeaning(
        "checkpoints", "the checkpoints in the folder, the newest last", range: "a list"),
      ColumnMeaning("checkpoints[].checksum", "checksum of the checkpoint", range: "text"),
      ColumnMeaning(
        "checkpoints[].rows", "checksum of the rows of trajectory.csv before it", range: "text"),
      ColumnMeaning(
        "tables", "checksums of the tables of samples and surfaces, by their paths",
        range: "an object"),
      ColumnMeaning("processor", "the computer's processor", range: "text"),
      ColumnMeaning("started", "when the run was started", range: "date and time"),
      ColumnMeaning("ended", "when the run ended; left out before", range: "date and time"),
      ColumnMeaning(
        "seconds", "time spent in all sessions", unit: "seconds", range: "0 and more"),
    ])

  /// A sweep's `plan.jsonl`.
  static let plan = FileColumns(
    "plan.jsonl", rows: "an object in each line: a run of the plan",
    [
      ColumnMeaning(
        "configuration", "every setting of the run (toygan list settings)", range: "an object")
    ] + RunColumn.meanings("label", "method", "run", "seed"))

  /// The files of a run in JSON that are there.
  static func ofJSON(in run: RunFolder) -> [FileColumns] {
    [runSummary, runRecord].filter {
      FileManager.default.fileExists(atPath: run.file($0.file).path)
    }
  }
}
