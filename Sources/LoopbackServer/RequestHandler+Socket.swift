import NIOCore
import NIOHTTP1
import NIOWebSocket

extension RequestHandler {
  /// Answers the handshake, which the gatekeeper has checked, and exchanges the handlers.
  func openSocket(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    isUpgraded = true
    connection.becameSocket()
    let upgrader = NIOWebSocketServerUpgrader(
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
      upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
    let headers = upgrader.buildUpgradeResponse(
      channel: context.channel, upgradeRequest: head, initialResponseHeaders: HTTPHeaders())
    headers.assumeIsolated().whenComplete { [self] result in
      do { try becomeSocket(result.get(), context) } catch { connection.cut() }
    }
  }

  private func becomeSocket(_ headers: HTTPHeaders, _ context: ChannelHandlerContext) throws {
    let head = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
    context.writeAndFlush(Self.wrapOutboundOut(.head(head)), promise: nil)
    let pipeline = context.pipeline.syncOperations
    let decoder = WebSocketFrameDecoder(maxFrameSize: service.limits.messageBytes)
    try pipeline.addHandlers([
      WebSocketFrameEncoder(), ByteToMessageHandler(decoder),
      WebSocketHandler(connection: connection, service: service),
    ])
    pipeline.removeHandler(codec.encoder, promise: nil)
    // The HTTP decoder hands over the bytes that it holds when it leaves; they pass through this handler.
    pipeline.removeHandler(codec.decoder).assumeIsolated().whenComplete { [self] _ in
      pipeline.removeHandler(self, promise: nil)
    }
  }
}
