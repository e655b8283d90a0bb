import ToyGANCore
import ToyGANFiles
import ToyGANSettings
import ToyGANTargets

/// What a run takes from the checkpoint of another run.
package struct StartingState: Sendable {
  private let arrays: [String: NamedArray]
  /// The players that start with the other run's weights, and those of them that continue with its optimizer's state.
  private var taken: Set<String> = []
  private var remembering: Set<String> = []
  /// Sentences about players that begin with random weights, or with a new optimizer.
  package private(set) var remarks: [String] = []

  /// Throws `FileError` if the checkpoint cannot be read, and `SettingError` if its generator has other layers.
  init(_ start: WarmStart, for configuration: Configuration, target: any Target) throws {
    let file = start.file.path
    let checkpoint = try Checkpoint(bytes: RegularFile.bytes(of: file), name: file.inOneLine())
    arrays = Dictionary(checkpoint.arrays.map { ($0.name, $0) }) { first, _ in first }
    let cast = configuration.method.interface.cast(configuration, target: target)
    for player in cast.players(of: configuration)
    where start.players == .all || player.name == "generator" {
      if let difference = difference(of: player.network, named: player.name) {
        guard player.name != "generator" else {
          throw SettingError(
            key: "start.from", has: "a generator with \(difference.there)",
            allowed: "one with \(difference.here), as the configuration has it")
        }
        remarks.append(
          "start: the \(player.name) begins with random weights, because the other run has \(difference.there) "
            + "in place of \(difference.here)")
        continue
      }
      taken.insert(player.name)
      guard start.hasMemory else { continue }
      if let slot = player.optimizer.slots.first(where: {
        !hasState($0, of: player.network, named: player.name)
      }) {
        remarks.append(
          "start: the optimizer of the \(player.name) begins anew, because the other run has no \(slot)"
        )
      } else {
        remembering.insert(player.name)
      }
    }
  }

  /// The first array of a network in which the checkpoint differs, in words; nil if all of them are the same.
  private func difference(of network: MLP, named player: String) -> (here: String, there: String)? {
    let layouts = [
      network.layout, network.statistics, network.frequencies, network.singularVectors,
    ]
    let entries = layouts.flatMap(\.entries)
    for entry in entries {
      let here = "\(entry.name) \(entry.shape)"
      guard let array = arrays["\(player).\(entry.name)"] else { return (here, "no \(entry.name)") }
      guard array.shape == [entry.shape.rows, entry.shape.columns] else {
        return (here, "\(entry.name) \(array.shape)")
      }
    }
    let names = Set(entries.map { "\(player).\($0.name)" })
    let further = arrays.keys.sorted().first {
      $0.hasPrefix("\(player).") && MLP.isPart($0.dropFirst(player.count + 1))
        && !names.contains($0)
    }
    return further.map { name in
      let part = name.dropFirst(player.count + 1)
      return ("no \(part)", "\(part) \(arrays[name]?.shape ?? [])")
    }
  }

  /// Whether the checkpoint has the number of a player's steps, and a slot of its optimizer.
  private func hasState(_ slot: String, of network: MLP, named player: String) -> Bool {
    arrays["\(player).time"]?.shape == [1, 1]
      && network.layout.entries.allSatisfy {
        arrays["\(player).\(slot).\($0.name)"]?.shape == [$0.shape.rows, $0.shape.columns]
      }
  }

  /// The values with which an array of a player's state starts; nil if it begins anew.
  package func values(_ name: String, _ shape: [Int], of player: String) -> [Float]? {
    let isPart = MLP.isPart(name.dropFirst(player.count + 1))
    guard (isPart ? taken : remembering).contains(player), let array = arrays[name],
      array.shape == shape
    else { return nil }
    return array.values
  }

  /// Number of steps that a player's optimizer has made before; 0 if it begins anew.
  func time(of player: String) -> Double {
    remembering.contains(player) ? arrays["\(player).time"].map { Double($0.values[0]) } ?? 0 : 0
  }
}

extension Player {
  /// This player in a run that starts at the state of another one.
  package func starting(at start: StartingState?) -> Player {
    var player = self
    player.timeBefore = start?.time(of: name) ?? 0
    return player
  }
}
