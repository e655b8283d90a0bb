import Foundation
import Testing

/// The page as a user without rights of the administrator has it; continuous integration runs as root.
@Suite struct OrdinaryUserTests {
  @Test func thePageIsServedToAnOrdinaryUser() throws {
    let folder = try TemporaryFolder()
    let (process, output) = (Process(), folder.url.appendingPathComponent("out"))
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // Root without capabilities: sockets, ports and priorities are those of any user.
    let drop = getuid() == 0 ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] : []
    let program = try Toygan.program.path
    process.arguments = drop + [program, "live", "--no-open", "--set", "batch=16"]
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    defer { process.terminate() }
    var address = ""
    let isPrinted = Patience.until {
      address = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
      return address.hasSuffix("\n") || !process.isRunning
    }
    #expect(isPrinted)
    #expect(try Self.firstLine(of: String(address.dropLast())) == "HTTP/1.1 303 See Other")
  }

  /// The first line that the server answers to an address.
  private static func firstLine(of address: String) throws -> String {
    let (client, pipe) = (Process(), Pipe())
    client.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    client.arguments = [
      "bash", "-c",
      """
      rest=${0#http://127.0.0.1:}; port=${rest%%/*}
      exec 3<>/dev/tcp/127.0.0.1/$port
      printf 'GET /%s HTTP/1.1\\r\\nHost: 127.0.0.1:%s\\r\\n\\r\\n' "${rest#*/}" "$port" >&3
      read -r -u 3 line; echo "$line"
      """, address,
    ]
    client.standardOutput = pipe
    try client.run()
    client.waitUntilExit()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
