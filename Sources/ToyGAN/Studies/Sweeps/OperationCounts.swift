import Foundation
import Synchronization
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// Floating-point operations of a step, which are counted in the program that a training compiles.
enum OperationCounts {
  /// Largest number of labels for which operations are counted, because counting compiles a program for each.
  static let maximumLabels = 64
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
      lines[place].configuration.flatMap { settings in
        perStep(settings) {
          let resolved = settings.resolvingFiles(relativeTo: folder.file("plan.jsonl").path)
          return try Configuration(layers: [resolved], registry: folder.registry)
        }
      }
    }
  }

  /// The operations of a step of a configuration; nil if it cannot be used.
  static func perStep(_ configuration: Configuration) -> Double? {
    perStep(configuration.node) { configuration }
  }

  /// The count of these settings, whatever their seed.
  private static func perStep(
    _ settings: SettingNode, configuration: () throws -> Configuration
  ) -> Double? {
    let key = settings.removing("seed").json
    if let count = known.withLock({ $0[key] }) { return count }
    guard let recipe = try? Recipe(configuration()) else { return nil }
    let count = Trainer(recipe).operationsPerStep
    known.withLock { $0[key] = count }
    return count
  }
}
