import Foundation
import Synchronization
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// Floating-point operations of a step of the labels of a plan.
enum OperationCounts {
  /// Largest number of labels for which operations are counted, because counting compiles a program for each.
  private static let maximumLabels = 64
  /// Counts by the text of the settings: a status that is shown every second counts them once.
  private static let known = Mutex([String: Double]())

  private struct Line: Decodable, Sendable { var configuration: SettingNode? }

  /// The operations of a step by label; none if there are too many labels or if the plan cannot be read.
  static func perStep(of labels: [String], in folder: SweepFolder) -> [String: Double] {
    var first: [String: Int] = [:]
    for (place, label) in labels.enumerated() where first[label] == nil { first[label] = place }
    guard first.count <= maximumLabels, let last = first.values.max(),
      let lines = try? folder.planned(Line.self, first: last + 1)
    else { return [:] }
    return first.compactMapValues { place in
      lines[place].configuration.flatMap { perStep($0, in: folder) }
    }
  }

  private static func perStep(_ settings: SettingNode, in folder: SweepFolder) -> Double? {
    let settings = settings.removing("seed")
    let key = settings.json
    if let count = known.withLock({ $0[key] }) { return count }
    let resolved = settings.resolvingFiles(relativeTo: folder.file("plan.jsonl").path)
    guard
      let recipe = try? Recipe(Configuration(layers: [resolved], registry: folder.registry))
    else { return nil }
    let count = Trainer(recipe).operationsPerStep
    known.withLock { $0[key] = count }
    return count
  }
}
