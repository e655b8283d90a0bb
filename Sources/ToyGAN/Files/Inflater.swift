/// Decompresses data in the format Deflate (RFC 1951).
struct Inflater {
  /// Why data cannot be decompressed.
  enum Damage: Error, Equatable {
    /// The data end too early.
    case incomplete
    /// The data break a rule of the format.
    case malformed
    /// The result would be larger than the limit.
    case tooLarge
  }

  private var input: BitReader
  private var output: [UInt8] = []
  private let maximumBytes: Int

  private init(_ bytes: ArraySlice<UInt8>, maximumBytes: Int) {
    input = BitReader(bytes)
    self.maximumBytes = maximumBytes
  }

  /// The decompressed bytes, and the index in `bytes` at which the compressed data end.
  ///
  /// No memory is used before it is filled, so that a small file cannot claim much of it.
  static func inflate(
    _ bytes: ArraySlice<UInt8>, maximumBytes: Int
  ) throws(Damage) -> (bytes: [UInt8], end: Int) {
    var inflater = Inflater(bytes, maximumBytes: maximumBytes)
    var isLast = false
    while !isLast {
      isLast = try inflater.input.take(1) == 1
      switch try inflater.input.take(2) {
      case 0: try inflater.copyStored()
      case 1: try inflater.copyBlock(.fixed)
      case 2: try inflater.copyBlock(try inflater.readCodes())
      default: throw .malformed
      }
    }
    return (inflater.output, inflater.input.byteIndex)
  }

  /// A block without compression: its length, the length's complement, the bytes.
  private mutating func copyStored() throws(Damage) {
    input.skipToByte()
    let length = try input.take(16)
    guard try input.take(16) == ~length & 0xffff else { throw .malformed }
    try requireRoom(length)
    for _ in 0..<length { output.append(UInt8(try input.take(8))) }
  }

  private func requireRoom(_ count: Int) throws(Damage) {
    guard output.count + count <= maximumBytes else { throw .tooLarge }
  }

  /// The codes of literals with lengths, and of distances.
  private struct Codes {
    let literals: PrefixCode
    let distances: PrefixCode

    /// The codes that a block without own codes uses.
    static let fixed: Codes = {
      let lengths = (0..<288).map { UInt8($0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8) }
      guard let literals = PrefixCode(lengths: lengths[...]),
        let distances = PrefixCode(lengths: [UInt8](repeating: 5, count: 32)[...])
      else { fatalError("the fixed codes of RFC 1951, section 3.2.6, are complete") }
      return Codes(literals: literals, distances: distances)
    }()
  }

  /// The codes of a block, whose code lengths are compressed themselves.
  private mutating func readCodes() throws(Damage) -> Codes {
    let (literals, distances) = (try input.take(5) + 257, try input.take(5) + 1)
    let count = try input.take(4) + 4
    guard literals <= 286, distances <= 30 else { throw .malformed }
    // The order in which the lengths of the code of lengths are given (RFC 1951, section 3.2.7).
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var lengths = [UInt8](repeating: 0, count: 19)
    for place in order.prefix(count) { lengths[place] = UInt8(try input.take(3)) }
    guard let code = PrefixCode(lengths: lengths[...]) else { throw .malformed }
    let all = try readLengths(literals + distances, by: code)
    // A block without its end symbol could not end.
    guard all[256] > 0, let first = PrefixCode(lengths: all[..<literals], mayBeIncomplete: true),
      let second = PrefixCode(lengths: all[literals...], mayBeIncomplete: true)
    else { throw .malformed }
    return Codes(literals: first, distances: second)
  }

  private mutating func readLengths(
    _ count: Int, by code: PrefixCode
  ) throws(Damage) -> [UInt8] {
    var lengths: [UInt8] = []
    while lengths.count < count {
      let symbol = try input.symbol(of: code)
      let (value, times): (UInt8, Int)
      switch symbol {
      case 0...15: (value, times) = (UInt8(symbol), 1)
      case 16:
        guard let last = lengths.last else { throw .malformed }
        (value, times) = (last, 3 + (try input.take(2)))
      case 17: (value, times) = (0, 3 + (try input.take(3)))
      default: (value, times) = (0, 11 + (try input.take(7)))
      }
      guard lengths.count + times <= count else { throw .malformed }
      for _ in 0..<times { lengths.append(value) }
    }
    return lengths
  }

  /// Lengths of copies: the first one of each symbol from 257 on, and the number of further bits.
  private static let lengths: [(first: Int, bits: Int)] = [
    (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1),
    (17, 1), (19, 2), (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4),
    (83, 4), (99, 4), (115, 4), (131, 5), (163, 5), (195, 5), (227, 5), (258, 0),
  ]

  /// Distances of copies: the first one of each symbol, and the number of further bits.
  private static let distances: [(first: Int, bits: Int)] = (0..<30).map { symbol in
    guard symbol > 1 else { return (symbol + 1, 0) }
    let bits = symbol / 2 - 1
    return ((2 + symbol % 2) << bits + 1, bits)
  }

  /// A compressed block: literals, and copies of what came before.
  private mutating func copyBlock(_ codes: Codes) throws(Damage) {
    while true {
      let symbol = try input.symbol(of: codes.literals)
      if symbol < 256 {
        try requireRoom(1)
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol < 286 else { throw .malformed }
      let length = Self.lengths[symbol - 257]
      let count = length.first + (try input.take(length.bits))
      let place = try input.symbol(of: codes.distances)
      guard place < 30 else { throw .malformed }
      let distance = Self.distances[place].first + (try input.take(Self.distances[place].bits))
      guard distance <= output.count else { throw .malformed }
      try requireRoom(count)
      // A copy may contain bytes that it writes itself.
      for index in (output.count - distance)..<(output.count - distance + count) {
        output.append(output[index])
      }
    }
  }
}
