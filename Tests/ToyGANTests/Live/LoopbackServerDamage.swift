import ToyGANLaws

/// Small damage to right bytes.
enum Damage {
  /// One to four bytes changed, lost, doubled or put in.
  static func to(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    var changed = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !changed.isEmpty {
      let place = Int.random(in: 0..<changed.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: changed[place] = UInt8.random(in: 0...255, using: &random)
      case 2: changed.remove(at: place)
      default: changed.insert(changed[Int.random(in: 0..<changed.count, using: &random)], at: place)
      }
    }
    return changed
  }
}
