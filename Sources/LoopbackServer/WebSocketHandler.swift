import NIOCore
import NIOWebSocket

/// Passes the messages of one WebSocket to its owner, and answers pings and closes.
final class WebSocketHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let connection: Connection
  private let service: Service
  private var socket: SocketConnection?
  private var owner: (any SocketHandler)?
  private var assembler: MessageAssembler
  private var rate: RateLimit
  private var lastHeard = NIODeadline.now()
  private var nextPing: Scheduled<Void>?

  init(connection: Connection, service: Service) {
    self.connection = connection
    self.service = service
    assembler = MessageAssembler(limits: service.limits)
    rate = RateLimit(perSecond: service.limits.messagesPerSecond, now: .now())
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let socket = SocketConnection(
      channel: context.channel, limit: service.limits.queuedBytes)
    self.socket = socket
    owner = service.accept(socket)
    schedulePing(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    nextPing?.cancel()
    socket?.end()
    owner?.closed()
    owner = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !connection.isFinishing else { return }
    let frame = Self.unwrapInboundIn(data)
    lastHeard = .now()
    do throws(SocketEnding) {
      guard !frame.fin || rate.admits(at: lastHeard) else {
        throw SocketEnding(code: .policyViolation)
      }
      try follow(assembler.take(frame))
    } catch {
      end(error, context)
    }
  }

  private func follow(_ event: MessageAssembler.Event) throws(SocketEnding) {
    switch event {
    case .text(let text): owner?.received(text)
    case .ping(let data): socket?.send(.pong, data)
    case .close(let ending): throw ending
    case .pong, .fragment: break
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard let ending = event as? SocketEnding else {
      return context.fireUserInboundEventTriggered(event)
    }
    end(ending, context)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? NIOWebSocketError else { return connection.cut() }
    end(SocketEnding(error), context)
  }

  /// Sends the close frame after what was sent before, and ends the connection.
  private func end(_ ending: SocketEnding, _ context: ChannelHandlerContext) {
    guard !connection.isFinishing else { return }
    socket?.end()
    context.writeAndFlush(Self.wrapOutboundOut(ending.frame), promise: nil)
    connection.finish()
  }

  private func schedulePing(_ context: ChannelHandlerContext) {
    let interval = TimeAmount(service.limits.pingInterval)
    nextPing = context.eventLoop.assumeIsolated().scheduleTask(in: interval) { [self] in
      guard .now() - lastHeard < TimeAmount(service.limits.silence) else { return connection.cut() }
      socket?.send(.ping, ByteBuffer())
      schedulePing(context)
    }
  }
}
