/// Bytes that a client must not send over a WebSocket, and the code with which the server then ends it.
struct SocketViolation {
  var name: String
  var bytes: [UInt8]
  var code: Int

  static var all: [SocketViolation] { frames + order + contents }

  private static func kind(_ name: String, _ code: Int, _ bytes: [UInt8]...) -> SocketViolation {
    SocketViolation(name: name, bytes: Array(bytes.joined()), code: code)
  }

  private static var frames: [SocketViolation] {
    let letter: [UInt8] = [97]
    let unknown = ([3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8]).map {
      kind("opcode \($0)", 1002, RawFrame.bytes($0, letter))
    }
    let reserved = ([1, 2, 4, 7] as [UInt8]).map {
      kind("reserved bits \($0)", 1002, RawFrame.bytes(RawFrame.text, letter, reserved: $0))
    }
    let control = [RawFrame.ping, RawFrame.pong, RawFrame.close].flatMap {
      [
        kind("control frame \($0) in fragments", 1002, RawFrame.bytes($0, [], isLast: false)),
        kind(
          "long control frame \($0)", 1002, RawFrame.bytes($0, [UInt8](repeating: 0, count: 126))),
        kind("control frame \($0) without a mask", 1002, RawFrame.bytes($0, [], isMasked: false)),
      ]
    }
    let lengths: [UInt64] = [1_500_001, 1 << 31, 1 << 40, 1 << 62, 1 << 63, .max]
    return unknown + reserved + control + [
      kind("text without a mask", 1002, RawFrame.bytes(RawFrame.text, letter, isMasked: false)),
      kind("binary", 1003, RawFrame.bytes(RawFrame.binary, letter)),
      kind("binary in fragments", 1003, RawFrame.bytes(RawFrame.binary, letter, isLast: false)),
    ] + lengths.map { kind("length \($0)", 1009, RawFrame.bytes(RawFrame.text, [], declared: $0)) }
  }

  private static var order: [SocketViolation] {
    let start = RawFrame.bytes(RawFrame.text, [97], isLast: false)
    let piece = RawFrame.bytes(RawFrame.more, [97], isLast: false)
    let large = [UInt8](repeating: 97, count: 750_001)
    return [
      kind("continuation of nothing", 1002, RawFrame.bytes(RawFrame.more, [97])),
      kind("fragment of nothing", 1002, piece),
      kind("text in the middle of a message", 1002, start, RawFrame.text("b")),
      kind("second start", 1002, start, start),
      kind("continuation after the end", 1002, start, RawFrame.bytes(RawFrame.more, []), piece),
      kind("65 fragments", 1009, start, Array([[UInt8]](repeating: piece, count: 64).joined())),
      kind(
        "too much in two fragments", 1009, RawFrame.bytes(RawFrame.text, large, isLast: false),
        RawFrame.bytes(RawFrame.more, large)),
    ]
  }

  /// Text that is not UTF-8: overlong, surrogates, above U+10FFFF, cut off, and bytes that never occur.
  private static var contents: [SocketViolation] {
    let wrong: [[UInt8]] = [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3],
      [0x80], [0xFF],
      [0xFE], [97, 0xE2, 0x82], [0xF8, 0x88, 0x80, 0x80, 0x80],
    ]
    let whole = wrong.map { kind("text \($0)", 1007, RawFrame.bytes(RawFrame.text, $0)) }
    return whole + [
      kind(
        "character that never ends", 1007, RawFrame.bytes(RawFrame.text, [0xC3], isLast: false),
        RawFrame.bytes(RawFrame.more, [97]))
    ]
  }
}
