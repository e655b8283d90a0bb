import Foundation
import Testing

/// The command, as a user starts and ends it.
@Suite struct LiveCommandTests {
  /// What cannot be served is said in one line, before anything is served.
  @Test(arguments: [
    (["--port", "70000"], "70000"), (["nothing.yaml"], "nothing.yaml"), (["."], "run or a sweep"),
    (["--set", "batch=0"], "batch must be"),
    (["--set", "generator.hidden=[60000, 60000]"], "memory"),
    (["--set", "evaluation.samples=1000000"], "evaluation.samples"),
  ])
  func whatCannotBeServedIsSaid(_ arguments: [String], _ words: String) throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(["live", "--no-open"] + arguments, in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.errorLines.count == 1)
    #expect(result.output.isEmpty)
  }

  @Test func itPrintsItsAddressServesThePageAndEndsOnCtrlC() throws {
    let folder = try TemporaryFolder()
    let (process, output) = (Process(), folder.url.appendingPathComponent("out"))
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    process.executableURL = try Toygan.program
    process.arguments = ["live", "--no-open", "--set", "batch=16"]
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    var address = ""
    let isPrinted = Patience.until {
      let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
      address = text.split(separator: "\n").first.map(String.init) ?? ""
      return text.hasSuffix("\n") || !process.isRunning
    }
    #expect(isPrinted)
    #expect(address.hasPrefix("http://127.0.0.1:") && address.contains("/?token="))
    let parts = address.split(separator: "?")
    let stranger = try Self.status(of: String(parts[0]))
    #expect(stranger == "403", "without the token nothing is served")
    process.interrupt()
    #expect(Patience.until { !process.isRunning })
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    // Nothing was saved, so that nothing was written.
    #expect(try folder.names(in: "") == ["out"])
  }

  /// The status with which an address answers to a program that is not a browser.
  private static func status(of address: String) throws -> String {
    let (client, pipe) = (Process(), Pipe())
    client.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    client.arguments = [
      "bash", "-c",
      """
      exec 3<>/dev/tcp/127.0.0.1/${0##*:}
      printf 'GET / HTTP/1.1\\r\\nHost: 127.0.0.1:%s\\r\\n\\r\\n' "${0##*:}" >&3
      read -r -u 3 version status rest; echo "$status"
      """, String(address.dropLast()),
    ]
    client.standardOutput = pipe
    try client.run()
    client.waitUntilExit()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
