import Foundation

/// What the runs of a plan have come to, by place in the plan; each file is read again only when it
/// is another.
package struct SweepResults: Sendable {
  let folders: [URL]
  /// The place of each metric in the registry.
  private let metrics: [String: Int]
  package private(set) var results: [RunResult?]
  private var stamps: [FileStamp?]

  package init(_ runs: [String], in folder: SweepFolder) {
    folders = runs.map { folder.run($0) }
    metrics = RunResult.places(of: folder.registry.metrics)
    results = folders.map { _ in nil }
    stamps = results.map { _ in nil }
  }

  /// Looks at all runs; false where nothing has changed since.
  mutating func refresh() -> Bool {
    let read = Array(folders.indices).inChunks(of: 64).inParallel { [self] places in
      places.compactMap { renewed(at: $0) }
    }.flatMap(\.self)
    for (place, stamp, result) in read { (stamps[place], results[place]) = (stamp, result) }
    return !read.isEmpty
  }

  /// How many runs of the plan have not ended.
  package func unfinished(of plan: [PlannedRun]) -> Int {
    zip(plan, results).count { $1?.outcome(of: $0.configuration.steps) == nil }
  }

  private func renewed(at place: Int) -> (place: Int, stamp: FileStamp?, result: RunResult?)? {
    // The stamp first: what is replaced in between is read again next time.
    let stamp = FileStamp("\(folders[place].path)/summary.json")
    guard stamp != stamps[place] else { return nil }
    return (place, stamp, stamp.flatMap { _ in RunResult(in: folders[place], metrics: metrics) })
  }
}

/// What tells a file from the one that takes its place.
private struct FileStamp: Equatable, Sendable {
  var inode: UInt64
  var seconds: Int
  var nanoseconds: Int

  /// Nil where there is no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    inode = UInt64(status.st_ino)
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }
}
