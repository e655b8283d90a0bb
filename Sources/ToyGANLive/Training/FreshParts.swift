/// The parts of players that begin afresh after a change, in words.
enum FreshParts {
  /// "discriminator: 4 arrays of weights, optimizer" for names of arrays such as `discriminator.m.0.weight`.
  static func text(_ names: [String]) -> [String] {
    var players: [(name: String, weights: Int, others: [String])] = []
    for name in names {
      let parts = name.split(separator: ".").map(String.init)
      guard parts.count > 1, parts[1] != "latest" else { continue }
      let place = players.firstIndex { $0.name == parts[0] } ?? players.count
      if place == players.count { players.append((parts[0], 0, [])) }
      if parts.count == 3, ["weight", "bias"].contains(parts[2]) {
        players[place].weights += 1
      } else {
        let part = parts[1] == "time" ? "count of updates" : "optimizer or averages"
        if !players[place].others.contains(part) { players[place].others.append(part) }
      }
    }
    return players.map { player in
      let word = player.weights == 1 ? "array" : "arrays"
      let weights = player.weights == 0 ? [] : ["\(player.weights) \(word) of weights"]
      return "\(player.name): \((weights + player.others).joined(separator: ", "))"
    }
  }
}
