import Foundation
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// A folder of shell scripts that stand in for a cluster's programs, and what they were called with.
final class FakePrograms {
  let folder = try? TemporaryFolder()

  var url: URL { folder?.url ?? FileManager.default.temporaryDirectory }

  /// The search path with these first.
  var path: String { "\(url.path):/usr/bin:/bin" }

  /// Adds a program, which writes its words into `NAME.calls`, a line per call, and then runs a script.
  func add(_ name: String, _ script: String = "") throws {
    let file = url.appendingPathComponent(name)
    let text = "#!/bin/bash\necho \"$@\" >>\(ShellText.word(file.path + ".calls"))\n\(script)\n"
    try ExecutableScript.write(text, to: file)
  }

  func calls(of name: String) -> [String] {
    let text = try? String(contentsOf: url.appendingPathComponent("\(name).calls"), encoding: .utf8)
    return text?.split(separator: "\n").map(String.init) ?? []
  }

  /// Starts a script in bash, or in another shell, with these programs at hand.
  func start(
    _ script: String, shell: String = "/bin/bash", environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: shell)
    process.arguments = ["-c", script]
    process.environment = environment.merging(["PATH": path]) { $1 }
    process.currentDirectoryURL = url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // Threads of tests block every signal, and children would too.
    var (none, usual) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &usual)
    defer { pthread_sigmask(SIG_SETMASK, &usual, nil) }
    try process.run()
    return process
  }

  /// Waits for its end, and gives its status.
  @discardableResult func end(of process: Process) -> Int32 {
    if !Patience.until({ !process.isRunning }) { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }
}

/// Names as hostile as a file system and a user allow, but for line breaks.
let hostileNames = [
  "plain", "two words", "it's", "\"quoted\"", "$HOME `id` $(id)", "back\\slash\\", "per%cent_%A",
  "*?[a]{b,c}~#!&;|<>", "-dash", "Gauß 高斯", "trailing ",
]
