import Foundation
import ToyGAN

/// What the library calls by its own names, under those of the command line.
enum Options {
  /// Runs `body`; an error about one of these settings is said of the option of that name.
  static func naming<Value>(_ names: String..., of body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch var error as SettingError {
      if error.key == "assignment" { error.key = "--set" }
      if names.contains(error.key) { error.key = "--\(error.key)" }
      throw error
    }
  }

  /// Runs `body`, which makes or continues what is in `folder`, and says what to do where it is taken.
  static func making<Value>(
    _ folder: URL, resume: Bool, of body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as FileError where error.file == folder.path {
      throw FileError(
        file: "--out", value: "\(error.file), \(error.value),",
        allowed: resume ? error.allowed : "a new folder, or --resume to continue what is there")
    }
  }
}
