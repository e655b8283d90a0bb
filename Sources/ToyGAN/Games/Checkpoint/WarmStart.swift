import Foundation
import ToyGANSettings

/// A start of training at the weights of another run, in place of random ones.
///
/// Schedules and the count of steps begin at 0, as in every run. Weights are those that were trained, not their average.
public struct WarmStart: Hashable, SettingSection {
  /// The folder of a run, or the file of a checkpoint.
  public var from: String
  /// The players that start there, if the other run has them with the same layers; the generator must have the same.
  public var players: StartedPlayers
  /// Whether optimizers, and averages and copies of weights, continue with the state that they had; otherwise they begin
  /// anew.
  public var hasMemory: Bool

  public init() { self.init(from: "") }
  /// A start at the last checkpoint of the run in a folder, or at a checkpoint file.
  public init(from: String, players: StartedPlayers = .all, hasMemory: Bool = false) {
    (self.from, self.players, self.hasMemory) = (from, players, hasMemory)
  }

  public static let form = "settings such as {from: runs/first}"
  private static let place = "the folder of a run, or the file of a checkpoint"

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "from", \.from, Allowed(place) { !$0.isEmpty },
        "the run with whose weights the training starts"
      )
      .also("warm start", "pretrained", "init from", "load"),
      Setting(
        "players", \.players,
        "the players that start with the weights of the other run, where these fit"),
      Setting(
        "memory", \.hasMemory,
        "whether optimizers and averages of weights continue with their state, instead of beginning anew"
      ),
    ]
  }

  /// The checkpoint file.
  package var file: URL {
    let place = URL(fileURLWithPath: from)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
    return exists && isFolder.boolValue ? place.appendingPathComponent(Checkpoint.fileName) : place
  }
}

/// The players that start with the weights of another run.
public enum StartedPlayers: String, SettingWord {
  /// All that the other run has.
  case all
  /// Only the generator.
  case generator
}
