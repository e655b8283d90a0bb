import ToyGAN

/// What starts afresh after a change of settings because it does not fit, in sentences for a reader.
///
/// It follows from the names of arrays in checkpoints: `discriminator.0.weight` of a layer,
/// `discriminator.m.0.weight` of its optimizer, `discriminator.average weights.0.weight` of an average.
struct FreshParts: Sendable {
  /// The names of what starts afresh, and of everything that the players have.
  private var fresh: Set<String>
  private let all: [String]
  private var playersBefore: Set<String>

  /// The parts with these names, of a trainer with the state `now` that followed one with the state `before`.
  init(_ fresh: [String], of now: Checkpoint, after before: Checkpoint) {
    self.fresh = Set(fresh)
    all = now.arrays.map(\.name)
    playersBefore = Set(before.arrays.map { Self.player(of: $0.name) })
  }

  /// These parts, after those that a change at the same step left.
  func including(_ earlier: FreshParts?) -> FreshParts {
    guard let earlier else { return self }
    var both = self
    both.fresh.formUnion(earlier.fresh.intersection(all))
    both.playersBefore = earlier.playersBefore
    return both
  }

  var sentences: [String] {
    var players: [PlayerParts] = []
    for name in all {
      let player = Self.player(of: name)
      if players.last?.name != player, !players.contains(where: { $0.name == player }) {
        players.append(PlayerParts(name: player))
      }
      guard let place = players.firstIndex(where: { $0.name == player }) else { continue }
      players[place].add(name, isFresh: fresh.contains(name))
    }
    guard players.contains(where: { !$0.isWhollyFresh }) else {
      return ["Nothing fits: \(players.count == 2 ? "both" : "all") networks start afresh."]
    }
    return players.compactMap { $0.sentence(wasThere: playersBefore.contains($0.name)) }
  }

  private static func player(of name: String) -> String {
    String(name.prefix { $0 != "." })
  }
}

/// What a player keeps, and what starts afresh.
private struct PlayerParts {
  let name: String
  /// The names of the layers, and of those whose weights start afresh.
  private var layers: Set<String> = []
  private var freshLayers: Set<String> = []
  /// Other parts that start afresh, by the layer that they belong to.
  private var others: [(part: Part, layer: String)] = []

  private enum Part: String, CaseIterable {
    case optimizer = "its optimizer"
    case average = "the average of its weights"
    case slow = "its slow weights"
    case normalization = "its batch normalization"
  }

  init(name: String) { self.name = name }

  var isWhollyFresh: Bool { freshLayers == layers }

  mutating func add(_ name: String, isFresh: Bool) {
    let words = name.split(separator: ".").map(String.init)
    guard words.count > 2, let kind = words.last else { return }
    let isOfLayer = ["closeness", "output"].contains(words[1]) || Int(words[1]) != nil
    if isOfLayer, kind == "weight" {
      layers.insert(words[1])
      if isFresh { freshLayers.insert(words[1]) }
      return
    }
    guard isFresh, let part = Self.part(words, isOfLayer: isOfLayer) else { return }
    others.append((part, words[isOfLayer ? 1 : 2]))
  }

  /// Nil for what is computed from the weights, or follows them.
  private static func part(_ words: [String], isOfLayer: Bool) -> Part? {
    if isOfLayer {
      let last = words[words.count - 1]
      let isNormalized = ["scale", "shift"].contains(last) || last.hasPrefix("running")
      return isNormalized ? .normalization : nil
    }
    switch words[1] {
    case "latest", "time", "anchor weights": return nil
    case "slow weights": return .slow
    case "average weights", "history weights": return .average
    default: return .optimizer
    }
  }

  /// Nil if nothing starts afresh.
  func sentence(wasThere: Bool) -> String? {
    guard wasThere else { return "The \(name) is new." }
    guard !isWhollyFresh else {
      return "The \(name) starts afresh: its layers have other shapes."
    }
    // Of a layer that starts afresh, everything does.
    let found = Set(others.filter { !freshLayers.contains($0.layer) }.map(\.part))
    var parts = Part.allCases.filter(found.contains).map(\.rawValue)
    var kept = "its weights"
    if !freshLayers.isEmpty {
      kept = "\(layers.count - freshLayers.count) of its \(layers.count) layers"
      parts.insert(freshLayers.count == 1 ? "the other one" : "the others", at: 0)
    }
    guard let last = parts.popLast() else { return nil }
    let list = parts.isEmpty ? last : "\(parts.joined(separator: ", ")) and \(last)"
    let isOne = parts.isEmpty && last != "the others" && last != Part.slow.rawValue
    return "The \(name) keeps \(kept); \(list) \(isOne ? "starts" : "start") afresh."
  }
}
