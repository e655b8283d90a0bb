import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// What is compared: the runs of sweeps, and samples of other programs.
///
/// Labels that occur in several sweeps are told apart by the sweeps' names.
public struct ComparedRuns: Sendable {
  /// The parts that the runs' configurations may name.
  public let registry: Registry
  let sweeps: [SweepFolder]
  /// Names that tell the sweeps apart.
  let names: [String]
  var runs: [EndedRun]
  /// Number of planned runs that have not ended, which are omitted.
  private(set) var unfinished: Int
  /// What a reader should know about the choice of runs and samples, a sentence each.
  public internal(set) var notes: [String] = []

  /// The runs of any number of sweeps that have ended; samples are added by `add`.
  ///
  /// Throws `FileError` if a folder has no plan, or one that cannot be read, if it is named twice, or if none of its
  /// runs has ended.
  public init(_ sweeps: [SweepFolder], registry: Registry = .standard) throws {
    (self.sweeps, self.registry, names) = (sweeps, registry, SourceNames.of(sweeps.map(\.url)))
    var seen: Set<String> = []
    for sweep in sweeps
    where !seen.insert(sweep.url.resolvingSymlinksInPath().path).inserted {
      throw FileError(
        file: sweep.url.path, value: "named twice", allowed: "every sweep once")
    }
    let read = try sweeps.map { sweep in
      let read = try sweep.endedRuns()
      guard !read.ended.isEmpty else {
        throw FileError(
          file: sweep.url.path, value: "a sweep in which no run has ended",
          allowed: "one with results")
      }
      return read
    }
    unfinished = read.reduce(0) { $0 + $1.unfinished }
    let apart = SourceNames.apart(read.map { $0.ended.map(\.label) }, in: names)
    runs = read.indices.flatMap { place in
      read[place].ended.map { run in
        var run = run
        (run.labelInSweep, run.sweep) = (run.label, place)
        run.label = apart[place][run.label] ?? run.label
        return run
      }
    }
  }

  /// The targets of the runs, in the order of first occurrence.
  var targets: [String] { runs.map(\.target).firstOccurrences }

  /// The labels of the runs, in the order of first occurrence.
  var labels: [String] { runs.map(\.label).firstOccurrences }

  /// Leaves out the runs on other targets than this one.
  ///
  /// Throws `SettingError` under `target` if no run is on it.
  public mutating func keep(on target: TargetConfiguration) throws {
    try keep(on: target.wordsInPlan())
  }

  mutating func keep(on target: String) throws(SettingError) {
    guard targets.contains(target) else {
      let known = targets.map { target in
        let places = Set(runs.filter { $0.target == target }.compactMap(\.sweep)).sorted()
        return "\(target) (\(places.map { names[$0] }.joined(separator: ", ")))"
      }
      throw SettingError(
        key: "target", value: target,
        allowed: "a target of the sweeps: \(known.joined(separator: ", "))")
    }
    let others = targets.filter { $0 != target }
    guard !others.isEmpty else { return }
    runs.removeAll { $0.target != target }
    let words = TargetText(registry: registry)
    let left = others.map { words.words($0) }.joined(separator: ", ")
    notes.append("Only runs on \(words.words(target)) are compared, and not those on \(left).")
  }
}

extension Array where Element: Hashable {
  /// The distinct elements, in the order of first occurrence.
  package var firstOccurrences: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
