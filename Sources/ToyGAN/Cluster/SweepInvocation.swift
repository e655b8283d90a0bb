import Foundation
import ToyGANFiles
import ToyGANSettings

/// The command that made a plan, in a form that is valid in any folder.
public struct SweepInvocation: Sendable {
  /// The sweep's folder and the folder to which names in settings are relative; all names of files are absolute.
  let folder, directory: String
  /// Nil if the command line alone says what is compared.
  let experiment: String?
  let assignments, varied: [String]
  let seeds: Int?
  let skipsInvalid: Bool

  /// Resolves the names that the user gave, relative to the current folder.
  ///
  /// Throws `SettingError` if a name contains a line break, which is not possible in a batch script.
  public init(
    experiment: String?, assignments: [String] = [], varied: [String] = [], seeds: Int? = nil,
    skipsInvalid: Bool = false, folder: URL
  ) throws {
    self.experiment = experiment.map(Self.absolute)
    self.folder = Self.absolute(folder.path)
    directory = FileManager.default.currentDirectoryPath
    (self.assignments, self.varied) = (assignments, varied)
    (self.seeds, self.skipsInvalid) = (seeds, skipsInvalid)
    for (key, name) in [("experiment", self.experiment ?? ""), ("--out", self.folder)]
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
    var words = [ShellText.word(program), "sweep"]
    if let file = self.experiment { words.append(ShellText.word(experiment ?? file)) }
    for setting in varied { words += ["--vary", ShellText.word(setting)] }
    for assignment in assignments { words += ["--set", ShellText.word(assignment)] }
    if let seeds { words += ["--seeds", "\(seeds)"] }
    if skipsInvalid { words.append("--skip-invalid") }
    words += ["--out", ShellText.word(folder ?? self.folder)]
    return words.joined(separator: " ")
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
