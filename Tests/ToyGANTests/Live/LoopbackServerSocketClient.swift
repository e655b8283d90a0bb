import Foundation
import Testing

/// A frame of a WebSocket.
struct RawFrame: Equatable {
  static let (more, text, binary): (UInt8, UInt8, UInt8) = (0, 1, 2)
  static let (close, ping, pong): (UInt8, UInt8, UInt8) = (8, 9, 10)

  var opcode: UInt8
  var payload: [UInt8]

  /// The bytes of a frame that a client sends, right or wrong.
  ///
  /// `declared` is the length that the frame says it has, in the longest form, whatever it has.
  static func bytes(
    _ opcode: UInt8, _ payload: [UInt8], isLast: Bool = true, reserved: UInt8 = 0,
    isMasked: Bool = true,
    declared: UInt64? = nil
  ) -> [UInt8] {
    let key: [UInt8] = [0x12, 0x00, 0xFE, 0x7A]
    let count = payload.count
    var bytes = [(isLast ? 0x80 : 0) | reserved << 4 | opcode]
    switch (declared, count) {
    case (let declared?, _): bytes += [127] + bigEndian(declared)
    case (nil, ...125): bytes.append(UInt8(count))
    case (nil, ...65535): bytes += [126] + bigEndian(UInt16(count))
    default: bytes += [127] + bigEndian(UInt64(count))
    }
    guard isMasked else { return bytes + payload }
    bytes[1] |= 0x80
    return bytes + key + payload.indices.map { payload[$0] ^ key[$0 % 4] }
  }

  static func text(_ text: String) -> [UInt8] { bytes(Self.text, Array(text.utf8)) }

  /// The content of a close frame.
  static func closing(_ code: UInt16, _ reason: String = "") -> [UInt8] {
    bigEndian(code) + Array(reason.utf8)
  }

  private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}

/// A page's end of a WebSocket, which can also send what no browser would.
final class SocketClient {
  let raw: RawClient

  /// Opens a WebSocket; what follows the handshake goes out in the same breath.
  init(_ page: ServedPage, receiveBuffer: Int32? = nil, sending bytes: [UInt8] = []) throws {
    raw = try RawClient(port: page.server.port, receiveBuffer: receiveBuffer)
    raw.send(Array(page.handshake().utf8) + bytes)
    let answer = try #require(raw.response())
    try #require(answer.status == 101)
    #expect(answer.values("sec-websocket-accept") == ["s3pPLMBiTxaQ9kYGzzhZRbK+xOo="])
    #expect(answer.values("sec-websocket-extensions").isEmpty)
  }

  func send(_ bytes: [UInt8]) { raw.send(bytes) }

  /// The next frame; nil once the server has cut the connection.
  ///
  /// A server's frame is whole and has no mask.
  func frame() -> RawFrame? {
    let head = raw.read(2)
    guard head.count == 2 else { return nil }
    #expect(head[0] & 0xF0 == 0x80)
    #expect(head[1] < 128)
    let long = head[1] == 126 ? raw.read(2) : head[1] == 127 ? raw.read(8) : [head[1]]
    let count = long.reduce(0) { $0 << 8 | Int($1) }
    let payload = raw.read(count)
    return payload.count == count ? RawFrame(opcode: head[0] & 0x0F, payload: payload) : nil
  }

  /// The next frame, if it is a text, but for the server's own pings.
  func text() -> String? {
    while let frame = frame() {
      if frame == RawFrame(opcode: RawFrame.ping, payload: []) { continue }
      return frame.opcode == RawFrame.text ? String(decoding: frame.payload, as: UTF8.self) : nil
    }
    return nil
  }

  /// The code with which the server ends the WebSocket, after whatever else it sends; nil if it has none.
  func closeCode() -> Int? {
    while let frame = frame() {
      guard frame.opcode == RawFrame.close else { continue }
      #expect(raw.readToEnd().isEmpty)
      return frame.payload.prefix(2).reduce(0) { $0 << 8 | Int($1) }
    }
    return nil
  }
}
