import Foundation
import ToyGANGames
import ToyGANSettings

/// Defaults that other versions had, so that a sweep which one of them began can be continued.
///
/// The name of a run is a hash of all its settings. A run that differs from a planned one only in such a default is
/// the planned one, and keeps its name and its settings.
enum EarlierDefaults {
  /// A line of the plan of a folder.
  private struct Line: Decodable, Sendable {
    var run: String
    var label: String
    var seed: UInt64
    var configuration: SettingNode?
  }

  /// The runs of a plan, with those of a folder in place of the ones that differ from them only in a default.
  ///
  /// Throws `FileError` if the folder's plan cannot be read.
  static func adopted(_ runs: [PlannedRun], in folder: SweepFolder) throws -> [PlannedRun] {
    let known = Set(runs.map(\.id))
    let lost = try folder.planned(Line.self).filter { !known.contains($0.run) }
    guard !lost.isEmpty else { return runs }
    var places: [String: [Int]] = [:]
    for (place, run) in runs.enumerated() {
      places["\(run.configuration.seed) \(run.label)", default: []].append(place)
    }
    var adopted = runs
    for line in lost {
      for place in places["\(line.seed) \(line.label)"] ?? [] {
        guard let run = try run(line, inPlaceOf: runs[place], folder.registry) else { continue }
        adopted[place] = run
      }
    }
    return adopted
  }

  /// Nil if the run differs in more than defaults.
  private static func run(
    _ line: Line, inPlaceOf planned: PlannedRun, _ registry: Registry
  ) throws -> PlannedRun? {
    guard let old = line.configuration, let new = planned.settings,
      let evaluation = old["evaluation"],
      let stored = try? Configuration(
        layers: [SettingNode(evaluation, at: "evaluation")], registry: registry)
    else { return nil }
    var kept = planned.configuration
    kept.evaluation.keepEarlierDefault(of: stored.evaluation)
    guard let metrics = kept.node["evaluation.metrics"] else { return nil }
    let same = new.setting(metrics, at: "evaluation.metrics")
    guard VariedSettings([old, same], places: [0, 1]).keys.isEmpty else { return nil }
    return try PlannedRun(label: line.label, configuration: kept, id: line.run)
  }
}
