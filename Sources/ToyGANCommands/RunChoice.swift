import ArgumentParser
import Foundation
import ToyGAN

/// The folder of a run, which is named by itself, or as a run of a sweep.
enum RunChoice {
  /// The meaning of `--run`.
  static let help: ArgumentHelp =
    """
    A run of the sweep in the folder: LABEL/SEED, or the beginning of its folder's name, at least 4 characters.
    """

  /// Throws `SettingError` for a sweep without the name of a run, and for a name that no run of it has.
  static func folder(_ path: String, run name: String?) throws -> RunFolder {
    let place = URL(fileURLWithPath: path)
    let sweep = SweepFolder(place, registry: ToyGANCommand.registry)
    if let name { return try self.run(of: sweep, named: name) }
    let run = RunFolder(place, registry: ToyGANCommand.registry)
    let plan = place.appendingPathComponent("plan.jsonl").path
    if !run.exists, FileManager.default.fileExists(atPath: plan) {
      throw SettingError(
        key: "--run", is: "missing for the sweep in \(path)", allowed: "LABEL/SEED, one of its runs"
      )
    }
    return run
  }

  /// The run of a sweep that a user names, about which one line is said: a part of a name is enough.
  static func run(of sweep: SweepFolder, named name: String) throws -> RunFolder {
    let run = try Options.naming("run") { try sweep.run(named: name) }
    if let record = run.record() {
      ExitStatus.say(
        "run '\(record.label.inOneLine())' with seed \(record.seed), "
          + "in \(run.url.relativePath.inOneLine())")
    }
    return run
  }
}
