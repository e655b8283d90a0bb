import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANSettings
@testable import ToyGANStudies

/// Errors are sentences.
@Suite struct ErrorSentenceTests {
  @Test func settingsAreSaidInThreeForms() {
    #expect(
      "\(SettingError(key: "batch", value: "0", allowed: "a whole number above 0"))"
        == "batch must be a whole number above 0, not 0")
    #expect(
      "\(SettingError(key: "batch", value: "'3' in quotes, which is text,", allowed: "a number"))"
        == "batch must be a number, not '3' in quotes, which is text")
    #expect(
      "\(SettingError.unknown("wgna", key: "method", known: ["gan", "wgan"]))"
        == "method must be one of gan, wgan, not 'wgna'; did you mean wgan?")
    #expect(
      "\(SettingError(key: "penalties", has: "r1 twice", allowed: "each penalty once"))"
        == "penalties has r1 twice; expected each penalty once")
    #expect(
      "\(SettingError(key: "x", is: "missing", allowed: "a number"))"
        == "x is missing; expected a number")
  }

  @Test func filesAreSaidInThreeForms() {
    #expect(
      "\(FileError(file: "run", value: "a folder without config.yaml", allowed: "that of a run"))"
        == "run is a folder without config.yaml; expected that of a run")
    #expect(
      "\(FileError(file: "t.csv", has: "a row of 3 fields", allowed: "4 fields"))"
        == "t.csv has a row of 3 fields; expected 4 fields")
    #expect(
      "\(FileError(cannot: "read", "nofile.yaml", because: "no such file"))"
        == "cannot read nofile.yaml: no such file")
    #expect(
      "\(MachineError.unwritable("x", because: ENOSPC))"
        == "cannot write x: no space left on device")
    #expect("\(MachineError(place: "x", problem: "it is gone"))" == "x: it is gone")
  }

  /// A missing file, a folder, a file in place of a folder, and a file without permission.
  @Test func theSystemsReasonIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = { (name: String) in folder.url.appendingPathComponent(name).path }
    try Data("x".utf8).write(to: URL(fileURLWithPath: path("file")))
    func reason(_ name: String) -> String? {
      let error = #expect(throws: FileError.self) { try Configuration(file: path(name)) }
      return error.map { String("\($0)".dropFirst("cannot read \(path(name))".count)) }
    }
    #expect(reason("missing.yaml") == ": no such file")
    #expect(reason(".") == ": it is a folder")
    #expect(reason("file/x.yaml") == ": a part of the path is not a folder")
    chmod(path("file"), 0)
    // The superuser reads everything.
    if geteuid() != 0 { #expect(reason("file") == ": permission denied") }
    let blocked = #expect(throws: FileError.self) {
      try AtomicFile.makeFolder(URL(fileURLWithPath: path("file/folder")))
    }
    #expect(blocked?.description.hasPrefix("cannot make the folder /") == true)
  }
}
