import Foundation
import ToyGANSettings

/// The command that made a plan, in a form that is valid in any folder.
public struct SweepInvocation: Sendable {
  /// The experiment's file, the sweep's folder, and the folder to which
  /// names in settings are relative; all absolute.
  let experiment, folder, directory: String
  let assignments: [String]
  let seeds: Int?

  /// Resolves the names that the user gave, relative to the current folder.
  ///
  /// Throws `SettingError` if a name contains a line break, which is not possible in a batch script.
  public init(
    experiment: String, assignments: [String] = [], seeds: Int? = nil, folder: URL
  ) throws {
    self.experiment = Self.absolute(experiment)
    self.folder = Self.absolute(folder.path)
    directory = FileManager.default.currentDirectoryPath
    self.assignments = assignments
    self.seeds = seeds
    for (key, name) in [("experiment", self.experiment), ("--out", self.folder)]
    where name.contains(where: \.isNewline) {
      throw SettingError(
        key: key, value: "a name with a line break", allowed: "a name in one line")
    }
  }

  /// The name that schedulers show: the last part of the folder's name.
  var name: String { URL(fileURLWithPath: folder).lastPathComponent }

  /// The command line, with every value in quotes, and with the experiment's and the folder's paths on
  /// another machine if given.
  func command(program: String, experiment: String? = nil, folder: String? = nil) -> String {
    var words = [ShellText.word(program), "sweep", ShellText.word(experiment ?? self.experiment)]
    for assignment in assignments { words += ["--set", ShellText.word(assignment)] }
    if let seeds { words += ["--seeds", "\(seeds)"] }
    words += ["--out", ShellText.word(folder ?? self.folder)]
    return words.joined(separator: " ")
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
