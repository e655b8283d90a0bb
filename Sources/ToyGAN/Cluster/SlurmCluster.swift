import Foundation
import ToyGANSettings

/// A Slurm cluster, used through the commands on this machine.
public struct SlurmCluster: Sendable {
  private let searchPath: String

  /// The cluster whose commands are in these folders, separated by colons.
  public init(searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? "") {
    self.searchPath = searchPath
  }

  /// Largest number of tasks of an array: one less than `MaxArraySize`, which is 1001 by default.
  public var maximumTasks: Int {
    let answer = try? ExternalCommand("scontrol", searchPath: searchPath)?.run(["show", "config"])
    let line = answer?.output.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
    let size = line?.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) }
    return max(1, (size ?? 1001) - 1)
  }

  /// The jobs of a sweep.
  public struct Jobs: Equatable, Sendable {
    /// Slurm's job numbers of the array of tasks and of the job that makes the tables.
    public var array, merge: String
  }

  /// Throws `SettingError` if this machine has no Slurm.
  public func require() throws { _ = try sbatch() }

  private func sbatch() throws -> ExternalCommand {
    if let sbatch = ExternalCommand("sbatch", searchPath: searchPath) { return sbatch }
    throw SettingError(
      key: "on", has: "no sbatch on this machine",
      allowed: "Slurm's commands (apt-get install slurm-client), or --dry-run")
  }

  /// Submits the array, then the job that waits for all its tasks.
  ///
  /// Throws `SettingError` if this machine has no Slurm, and `ClusterError` if Slurm rejects one of the
  /// jobs; in that case neither is left in the queue.
  public func submit(array: URL, merge: URL) throws -> Jobs {
    let sbatch = try sbatch()
    let first = try submit([array.path], with: sbatch)
    do {
      let rest = ["--dependency=afterany:\(first)", merge.path]
      return Jobs(array: first, merge: try submit(rest, with: sbatch))
    } catch {
      _ = try? ExternalCommand("scancel", searchPath: searchPath)?.run([first])
      throw error
    }
  }

  private func submit(_ arguments: [String], with sbatch: ExternalCommand) throws -> String {
    let result = try sbatch.run(["--parsable"] + arguments)
    // The output is `12`, or `12;cluster` if there are several clusters.
    let job = result.output.split(separator: ";").first.map(String.init) ?? ""
    guard result.status == 0, !job.isEmpty, job.allSatisfy(\.isNumber) else {
      let said = [result.errors, result.output].first { !$0.isEmpty }
      throw ClusterError(said: said ?? "sbatch ended with status \(result.status)")
    }
    return job
  }
}

/// A request that a scheduler rejected.
public struct ClusterError: Error, Equatable, CustomStringConvertible {
  /// The scheduler's message.
  public var said: String

  public var description: String {
    "nothing was submitted: \(said); with --resume the same folder can be used again"
  }
}
