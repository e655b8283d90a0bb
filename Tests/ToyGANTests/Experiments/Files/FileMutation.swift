import ToyGANLaws

/// Damages files, the same way for the same seed.
struct FileMutation {
  private var generator: SeededGenerator
  /// What takes the place of sound parts.
  private let words: [[UInt8]]

  init(seed: UInt64, words: [String]) {
    (generator, self.words) = (SeededGenerator(seed), words.map { Array($0.utf8) })
  }

  /// Uniform in `0..<bound`.
  mutating func random(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

  mutating func choice<Element>(_ elements: [Element]) -> Element {
    elements[random(elements.count)]
  }

  mutating func damage(_ bytes: inout [UInt8]) {
    let start = random(bytes.count + 1)
    let piece = start..<min(bytes.count, start + random(12))
    switch random(10) {
    case 0...2 where !piece.isEmpty: bytes[start] ^= 1 << UInt8(random(8))
    case 3: bytes.insert(UInt8(random(256)), at: start)
    case 4: bytes.removeSubrange(piece)
    case 5: bytes.removeSubrange(start...)
    case 6: bytes.insert(contentsOf: bytes[piece], at: random(bytes.count + 1))
    case 7: bytes.replaceSubrange(piece, with: choice(words))
    default: replaceToken(of: &bytes, from: start)
    }
  }

  /// The next number, or word between quotes, becomes another.
  private mutating func replaceToken(of bytes: inout [UInt8], from place: Int) {
    guard let start = bytes[place...].firstIndex(where: Self.isPartOfToken) else { return }
    let end = bytes[start...].firstIndex { !Self.isPartOfToken($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: choice(words))
  }

  /// Letters, digits and signs, `<f4` and `-1.5e-3` for instance.
  private static func isPartOfToken(_ byte: UInt8) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    return letters ~= byte | 0x20 || "0123456789+-.<>|".utf8.contains(byte)
  }
}
