import Foundation
import ToyGANSettings

/// The command that made a plan, in words that mean the same elsewhere.
public struct SweepInvocation: Sendable {
  /// The experiment's file, the sweep's folder, and where names in settings start from; all absolute.
  let experiment, folder, directory: String
  let assignments: [String]
  let seeds: Int?

  /// Resolves the names that the user gave, against the present folder.
  ///
  /// Throws `SettingError` where a name has a line break, which no batch script can hold.
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

  /// What schedulers show: the last part of the folder's name.
  var name: String { URL(fileURLWithPath: folder).lastPathComponent }

  /// The command line, every value in quotes, with the experiment and folder as another machine has
  /// them.
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
