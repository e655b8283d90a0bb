import NIOCore
import NIOWebSocket
import Synchronization

/// The server's end of one WebSocket, to send messages to its page from any thread.
///
/// A message is sent after those that were sent before. After the WebSocket has ended, sending does nothing.
/// When more than `Limits.queuedBytes` wait because the client does not read, the connection is cut,
/// and what waits is freed.
public final class SocketConnection: Sendable {
  private struct State {
    var queuedBytes = 0
    var isOpen = true
  }

  private let channel: any Channel
  private let limit: Int
  private let state = Mutex(State())

  init(channel: any Channel, limit: Int) {
    self.channel = channel
    self.limit = limit
  }

  /// Sends a text message.
  public func send(_ text: String) { send(.text, ByteBuffer(string: text)) }

  /// Sends a binary message.
  public func send(_ bytes: [UInt8]) { send(.binary, ByteBuffer(bytes: bytes)) }

  /// Ends the WebSocket with code 1000, after what was sent before.
  public func close() {
    state.withLock { state in
      guard state.isOpen else { return }
      state.isOpen = false
      channel.eventLoop.execute { [channel] in
        channel.pipeline.fireUserInboundEventTriggered(SocketEnding(code: .normalClosure))
      }
    }
  }

  /// Sends a frame, or cuts the connection if too much waits already.
  ///
  /// Bytes count as waiting from here on: a busy event loop must not collect messages unseen.
  func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
    let size = data.readableBytes
    state.withLock { state in
      guard state.isOpen else { return }
      state.isOpen = state.queuedBytes + size <= limit
      guard state.isOpen else {
        return channel.eventLoop.execute { [channel] in channel.close(promise: nil) }
      }
      state.queuedBytes += size
      channel.eventLoop.execute { [self] in write(opcode, data) }
    }
  }

  /// From now on, sending does nothing.
  ///
  /// All work is given to the event loop while the lock is held; so none comes after this, when the loop may be gone.
  func end() { state.withLock { $0.isOpen = false } }

  private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
    let size = data.readableBytes
    channel.writeAndFlush(WebSocketFrame(fin: true, opcode: opcode, data: data)).whenComplete {
      [self] _ in
      state.withLock { $0.queuedBytes -= size }
    }
  }
}
