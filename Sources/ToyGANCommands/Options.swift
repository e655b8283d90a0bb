import ArgumentParser
import Foundation
import ToyGAN

/// Translates the library's names of settings to those of command-line options.
package enum Options {
  /// A whole number, in the form that it has in configurations.
  package static func wholeNumber(_ text: String) throws -> Int { try value(text) }
  /// A seed, in the form that it has in configurations.
  static func seed(_ text: String) throws -> UInt64 { try value(text) }
  /// A number, in the form that it has in configurations.
  static func number(_ text: String) throws -> Double { try value(text) }

  private static func value<Value: ScalarSettingValue>(_ text: String) throws -> Value {
    guard let value = Value(settingText: text) else {
      throw ValidationError("expected \(Value.expected(inPlaceOf: text))")
    }
    return value
  }

  /// Runs `body`; an error about one of these settings names the command-line option instead.
  package static func naming<Value>(_ names: String..., of body: () throws -> Value) throws -> Value
  {
    do {
      return try body()
    } catch var error as SettingError {
      if error.key == "assignment" { error.key = "--set" }
      if names.contains(error.key) { error.key = "--\(error.key)" }
      throw error
    }
  }

  /// The part of a plan that `--shard` names or, without it, the job array in which the program runs; nil for all.
  static func shard(_ text: String?) throws -> Shard? {
    try text.map { text in try naming("shard") { try Shard(text) } }
      ?? Shard(environment: ProcessInfo.processInfo.environment)
  }

  /// The name of an experiment's file or, if that is `experiment`, of its folder.
  static func name(ofExperiment path: String) -> String {
    let file = URL(fileURLWithPath: path).standardizedFileURL
    let stem = file.deletingPathExtension().lastPathComponent
    return stem == "experiment" ? file.deletingLastPathComponent().lastPathComponent : stem
  }

  /// Throws `SettingError` if seeds are varied like a setting: they are replications of every label.
  static func requireNoSeed(in varied: [VariedSetting]) throws(SettingError) {
    for setting in varied where ["seed", "seeds"].contains(setting.path) {
      throw SettingError(
        key: "--vary", has: "'\(setting.path)'",
        allowed:
          "settings that labels differ in; every label gets the same seeds, by --seeds 5 for "
          + "seeds 0 to 4, or by seeds: [1, 2] in the experiment's file")
    }
  }

  /// Throws `SettingError` if seeds or what is varied are set as settings of a run.
  static func requireNoKeysOfExperiments(in assignments: [Assignment]) throws(SettingError) {
    for assignment in assignments {
      let option: String
      switch assignment.path {
      case "seeds":
        let count = Int(assignment.value).map { "\($0)" } ?? "5"
        option = "--seeds \(count), counted from 0, or seeds: [1, 2] in the experiment's file"
      case "sample", "tune": option = "sections of the experiment's file"
      case "vary", "variants": option = "--vary key.path=value,value"
      default: continue
      }
      throw SettingError(
        key: "--set", has: "'\(assignment.path)', which is no setting of a run", allowed: option)
    }
  }

  /// Runs `body`, which creates or continues the contents of `folder`; if the
  /// folder is in use, the error explains what to do.
  static func making<Value>(
    _ folder: URL, resume: Bool, of body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch var error as FileError where error.file == folder.path {
      // A folder that cannot be made has no remedy here.
      if !resume, case .verb = error.form {
        error.allowed = "a new folder after --out, or --resume to continue what is there"
      }
      throw error
    }
  }
}
