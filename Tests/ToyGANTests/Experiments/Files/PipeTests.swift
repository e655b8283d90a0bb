import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// Named pipes are read like the standard input, and are not waited for without end.
@Suite struct PipeTests {
  private func pipe(in folder: TemporaryFolder) -> URL {
    let pipe = folder.url.appendingPathComponent("pipe")
    #expect(mkfifo(pipe.path, 0o600) == 0)
    return pipe
  }

  private func writer(to pipe: URL, _ command: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "exec > \"$0\"; \(command)", pipe.path]
    try process.run()
    return process
  }

  @Test(arguments: ["printf '1,2\\n3,4\\n'", "sleep 1; printf '1,2\\n'; sleep 1; printf '3,4\\n'"])
  func samplesAreReadToTheEnd(_ command: String) throws {
    let folder = try TemporaryFolder()
    let pipe = pipe(in: folder)
    let process = try writer(to: pipe, command)
    let read = try SampleFile.read(pipe, dimension: 2)
    process.waitUntilExit()
    #expect(read.samples == SampleSet([1.0, 2, 3, 4], dimension: 2))
  }

  @Test func aConfigurationIsReadFromAPipe() throws {
    let folder = try TemporaryFolder()
    let pipe = pipe(in: folder)
    let process = try writer(to: pipe, "sleep 1; echo 'batch: 7'")
    #expect(try SettingsText.read(file: pipe.path)["batch"]?.text == "7")
    process.waitUntilExit()
  }

  @Test func aPipeWithoutWriterIsRefused() throws {
    let folder = try TemporaryFolder()
    let pipe = pipe(in: folder)
    let samples = #expect(throws: FileError.self) { try SampleFile.read(pipe, dimension: 2) }
    #expect(samples?.description.contains("a pipe to which no program has written") == true)
    let settings = #expect(throws: FileError.self) { try SettingsText.read(file: pipe.path) }
    #expect(settings?.description.contains("a pipe to which no program has written") == true)
  }

  @Test func aDeviceIsRefused() {
    #expect(throws: FileError.self) {
      try SampleFile.read(URL(fileURLWithPath: "/dev/zero"), dimension: 2)
    }
  }
}
