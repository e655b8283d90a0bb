import Foundation
import ToyGANMetrics

/// The results of the runs of a plan, by index in the plan; each
/// file is read again only if it has been replaced.
package struct SweepResults: Sendable {
  let folders: [URL]
  private let metrics: [Metric]
  package private(set) var results: [RunResult?]
  private var stamps: [FileStamp?]

  package init(_ runs: [String], in folder: SweepFolder) {
    folders = runs.map { folder.run($0) }
    metrics = folder.registry.metrics
    results = folders.map { _ in nil }
    stamps = results.map { _ in nil }
  }

  /// Checks all runs; returns false if nothing has changed since the last check.
  mutating func refresh() -> Bool {
    let read = Array(folders.indices).inChunks(of: 64).inParallel { [self] places in
      places.compactMap { renewed(at: $0) }
    }.flatMap(\.self)
    for (place, stamp, result) in read { (stamps[place], results[place]) = (stamp, result) }
    return !read.isEmpty
  }

  /// Number of runs of the plan that have not ended.
  package func unfinished(of plan: [PlanFile.Line]) -> Int {
    zip(plan, results).count { $1?.summary.outcome(of: $0.steps) == nil }
  }

  private func renewed(at place: Int) -> (place: Int, stamp: FileStamp?, result: RunResult?)? {
    // The stamp is read first: a file that is replaced in between will be read again the next time.
    let stamp = FileStamp("\(folders[place].path)/summary.json")
    guard stamp != stamps[place] else { return nil }
    let summary = stamp.flatMap { _ in RunFolder(folders[place]).wholeSummary() }
    return (place, stamp, summary.map { RunResult($0, among: metrics) })
  }
}

/// Distinguishes a file from a later file at the same path.
private struct FileStamp: Equatable, Sendable {
  var inode: UInt64
  var seconds: Int
  var nanoseconds: Int

  /// Nil if there is no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    inode = UInt64(status.st_ino)
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }
}
