import NIOCore
import NIOWebSocket

/// Makes messages of frames, and refuses what RFC 6455 forbids a client to send.
struct MessageAssembler {
  /// What a frame means.
  enum Event {
    case text(String)
    case ping(ByteBuffer)
    case pong
    case close(SocketEnding)
    /// A fragment of a message that is not complete.
    case fragment
  }

  private let limits: Limits
  private var message = ByteBuffer()
  private var fragments = 0

  init(limits: Limits) { self.limits = limits }

  mutating func take(_ frame: WebSocketFrame) throws(SocketEnding) -> Event {
    guard frame.maskKey != nil, frame.reservedBits.isEmpty else {
      throw SocketEnding(code: .protocolError)
    }
    switch frame.opcode {
    case .text where fragments == 0, .continuation where fragments > 0:
      try append(frame)
      return frame.fin ? .text(try text()) : .fragment
    case .ping: return .ping(frame.unmaskedData)
    case .pong: return .pong
    case .connectionClose: return .close(SocketEnding(answering: frame.unmaskedData))
    case .binary: throw SocketEnding(code: .unacceptableData)
    default: throw SocketEnding(code: .protocolError)
    }
  }

  private mutating func append(_ frame: WebSocketFrame) throws(SocketEnding) {
    fragments += 1
    var data = frame.unmaskedData
    guard fragments <= limits.fragments,
      message.readableBytes + data.readableBytes <= limits.messageBytes
    else { throw SocketEnding(code: .messageTooLarge) }
    if fragments == 1 { message = data } else { message.writeBuffer(&data) }
  }

  /// The message that is complete; the memory of a long one is not kept.
  private mutating func text() throws(SocketEnding) -> String {
    defer { (message, fragments) = (ByteBuffer(), 0) }
    guard let text = String(validating: message.readableBytesView, as: UTF8.self) else {
      throw SocketEnding(code: .dataInconsistentWithMessage)
    }
    return text
  }
}
