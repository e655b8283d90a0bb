import Foundation
import Testing

/// The built program while it runs, to be stopped in all ways.
final class RunningToygan {
  private let process = Process()
  private let errorFile: URL

  /// Starts it in a folder, with another search path if given, and other variables.
  init(
    _ arguments: [String], in folder: URL, path: String? = nil, environment: [String: String] = [:]
  ) throws {
    process.executableURL = try Toygan.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let path { variables["PATH"] = path }
    process.environment = variables
    errorFile = folder.appendingPathComponent(".\(UUID()).err")
    _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
  }

  deinit {
    if process.isRunning { send(SIGKILL) }
  }

  var number: Int32 { process.processIdentifier }

  func send(_ signal: Int32) { kill(number, signal) }

  /// Waits until `isReached`, or it has ended.
  func wait(until isReached: () -> Bool) {
    Patience.until { !process.isRunning || isReached() }
  }

  /// Stops it where `isReached`; false where it ended before that was seen.
  ///
  /// It looks again once every thread stands: what it saw before may be over.
  func stop(where isReached: () -> Bool) -> Bool {
    let isSeen = Patience.until(pause: 200) {
      guard process.isRunning else { return true }
      guard isReached() else { return false }
      send(SIGSTOP)
      wait { isStopped }
      if process.isRunning, !isReached() { send(SIGCONT) } else { return true }
      return false
    }
    return isSeen && process.isRunning
  }

  /// Whether every thread stands; a signal reaches one after the other.
  private var isStopped: Bool {
    let states = threadStates(of: number)
    return !states.isEmpty && states.allSatisfy { $0 == "T" }
  }

  /// Waits until it has ended, and returns its status, or minus the signal that killed it.
  func status() -> Int32 {
    if !Patience.until({ !process.isRunning }) {
      send(SIGKILL)
      Issue.record("toygan does not end")
    }
    process.waitUntilExit()
    let isKilled = process.terminationReason == .uncaughtSignal
    return isKilled ? -process.terminationStatus : process.terminationStatus
  }

  /// The lines of the error stream.
  func errorLines() throws -> [Substring] {
    try String(contentsOf: errorFile, encoding: .utf8).split(separator: "\n")
  }
}

/// What a run leaves that must not depend on how often it was stopped.
struct RunBytes: Equatable {
  private let files: [String: Data]

  init(_ folder: URL) throws {
    let excepted = ["run.json", "checkpoint.previous.safetensors"]
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      !excepted.contains($0) && !$0.hasPrefix("plots")
    }
    files = try Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        let file = folder.appendingPathComponent(name)
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
        return isFolder.boolValue ? nil : (name, try Data(contentsOf: file))
      })
  }

  /// The control: there is much to compare, and no rest of a killed sitting.
  var isWhole: Bool {
    files.keys.contains("checkpoint.safetensors") && files.keys.contains("trajectory.csv")
      && files.count > 15 && !files.keys.contains { $0.split(separator: "/").last?.first == "." }
  }

  /// Names of files that are different or in one of the two only.
  func differences(from other: RunBytes) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }
}

/// Small runs that store everything at every step.
enum SmallRuns {
  static let yaml = """
    generator: {latent: 2, hidden: [8]}
    discriminator: {hidden: [8]}
    batch: 8
    steps: 6
    evaluation:
      {every: 1, samples: 20, storeEvery: 1, metrics: [modes_covered], final: [modes_covered]}

    """

  /// Whether a run has kept a checkpoint, and has not said yet how it ended.
  static func isBetweenItsCheckpointsAndItsEnd(_ folder: URL) -> Bool {
    let files = FileManager.default
    return files.fileExists(atPath: folder.path + "/checkpoint.safetensors")
      && !files.fileExists(atPath: folder.path + "/summary.json")
  }
}
