import NIOCore
import NIOWebSocket

/// The end of a WebSocket, with the code that the client gets.
struct SocketEnding: Error {
  var code: WebSocketErrorCode

  init(code: WebSocketErrorCode) { self.code = code }

  /// The end that follows from a frame that the decoder refused.
  init(_ error: NIOWebSocketError) {
    switch error {
    case .invalidFrameLength: code = .messageTooLarge
    case .fragmentedControlFrame, .multiByteControlFrameLength: code = .protocolError
    }
  }

  /// The answer to the close frame of a client: its own code, if it may send it (RFC 6455, section 7.4).
  init(answering frame: ByteBuffer) {
    var frame = frame
    guard frame.readableBytes > 0 else {
      code = .normalClosure
      return
    }
    let number = frame.readInteger(as: UInt16.self) ?? 0
    let isAllowed =
      (1000...1003).contains(number) || (1007...1014).contains(number)
      || (3000...4999).contains(number)
    let isText = String(validating: frame.readableBytesView, as: UTF8.self) != nil
    code =
      !isAllowed
      ? .protocolError
      : isText ? WebSocketErrorCode(codeNumber: Int(number)) : .dataInconsistentWithMessage
  }

  /// The content of the close frame.
  var frame: WebSocketFrame {
    var data = ByteBuffer()
    data.write(webSocketErrorCode: code)
    return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
  }
}
