import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// Scores files of samples against a target, as evaluations of runs do.
struct SampleScorer: Sendable {
  let judge: Judge
  let metrics: [Metric]
  let reading: SampleReading

  /// Number of files that are in memory at the same time.
  private static let filesAtOnce = 4

  /// A file that was scored, without its samples.
  struct ScoredFile: Sendable {
    var file: URL
    var measured: [MetricValue]
    /// Number of samples in the file that are valid, and of those that were dropped.
    var count, dropped: Int
    /// What was recognized about the format, a phrase each.
    var notes: [String]
    /// A hash of the samples, which is the same for files with the same samples.
    var hash: Int
  }

  /// The number of samples in the smallest of all files.
  ///
  /// Throws `FileError` for a file that cannot be read, and `SettingError` for one that does not suit `reading`.
  func smallestCount(in added: [AddedSamples]) throws -> Int {
    let counts = try added.flatMap(\.files).inChunks(of: Self.filesAtOnce).flatMap { files in
      try files.inParallel { file throws in try read(file).samples.count }
    }
    return counts.min() ?? 0
  }

  /// Scores every file of a label; of a file with more than `count` samples a random part, the same at each call.
  ///
  /// Throws as `smallestCount`.
  func score(_ added: AddedSamples, samples count: Int) throws -> [ScoredFile] {
    let numbered = Array(added.files.enumerated())
    return try numbered.inChunks(of: Self.filesAtOnce).flatMap { files in
      try files.inParallel { number, file throws in
        let read = try read(file)
        return ScoredFile(
          file: file,
          measured: judge.measure(
            read.samples.subset(count), by: metrics, referenceSeed: UInt64(number)),
          count: read.samples.count, dropped: read.dropped, notes: read.notes,
          hash: read.samples.values.hashValue)
      }
    }
  }

  private func read(_ file: URL) throws -> ReadSamples {
    try SampleFile.read(file, dimension: judge.target.dimension, as: reading)
  }
}

/// What a reader should know about the files that were scored.
struct SampleNotes {
  /// Number of samples of each file that were scored, where there are as many.
  let count: Int
  /// Why it is this number.
  let reason: String

  /// How many samples were scored, if a file has more.
  func about(all scored: [SampleScorer.ScoredFile]) -> [String] {
    guard scored.contains(where: { $0.count > count }) else { return [] }
    return ["\(count) samples of each file, chosen at random, are scored, \(reason)."]
  }

  /// Files with too few samples, with dropped samples, or with equal samples.
  func about(_ label: String, _ scored: [SampleScorer.ScoredFile]) -> [String] {
    var notes = scored.flatMap(\.notes).firstOccurrences.map { "\(label) is read as \($0)." }
    let few = scored.map(\.count).filter { $0 < count }
    if let least = few.min() {
      notes.append(
        "\(label): \(few.count) of \(scored.count) files have fewer than \(count) samples (the smallest "
          + "\(least)), and all of these are scored; many metrics depend on the number of samples.")
    }
    let dropped = scored.reduce(0) { $0 + $1.dropped }
    if dropped > 0 {
      notes.append("\(label): \(dropped) samples that are not finite were dropped.")
    }
    var seen: [Int: URL] = [:]
    for file in scored {
      guard let earlier = seen.updateValue(file.file, forKey: file.hash) else { continue }
      notes.append(
        "\(label): \(earlier.lastPathComponent) and \(file.file.lastPathComponent) have the same "
          + "samples, so they are not two seeds.")
      break
    }
    return notes
  }
}
