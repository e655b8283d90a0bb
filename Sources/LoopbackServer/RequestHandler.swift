import NIOCore
import NIOHTTP1

/// Answers the requests of one connection, in order, until it becomes a WebSocket.
final class RequestHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  let connection: Connection
  let codec: HTTPCodec
  let service: Service
  /// Whether the last request was for a WebSocket.
  var isUpgraded = false
  private let table: ConnectionTable
  /// A request whose head may have what it asks for, until its end is seen.
  private var granted: (head: HTTPRequestHead, grant: Gatekeeper.Grant)?

  init(connection: Connection, codec: HTTPCodec, service: Service, table: ConnectionTable) {
    self.connection = connection
    self.codec = codec
    self.service = service
    self.table = table
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // What follows the handshake are frames, for the handlers of the WebSocket.
    guard !isUpgraded else { return context.fireChannelRead(data) }
    guard !connection.isFinishing else { return }
    switch Self.unwrapInboundIn(data) {
    case .head(let head): judge(head, context)
    case .body: break
    case .end: follow(context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard !connection.isFinishing else { return }
    guard let error = error as? HTTPParserError else { return connection.cut() }
    give(Response(Refusal(error)), to: nil, context)
  }

  /// Refuses a request as soon as its head is there: a body that was announced may never come.
  private func judge(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    // A client that sends requests and reads no answers must not fill the memory with them.
    guard context.channel.isWritable else { return connection.cut() }
    do throws(Refusal) {
      granted = (head, try service.gatekeeper.grant(head))
      connection.isTrusted = true
    } catch {
      give(Response(error), to: head, context)
    }
  }

  private func follow(_ context: ChannelHandlerContext) {
    guard let (head, grant) = granted else { return }
    granted = nil
    switch grant {
    case .cookie: give(Response(settingCookie: service.gatekeeper.cookie), to: head, context)
    case .asset(let asset): give(Response(asset), to: head, context)
    case .socket where table.hasRoomForSocket: openSocket(head, context)
    case .socket: give(Response(.tooManySockets), to: head, context)
    }
  }

  /// Writes an answer; after a refusal, or where the client asked for it, the connection ends.
  private func give(
    _ response: Response, to head: HTTPRequestHead?, _ context: ChannelHandlerContext
  ) {
    let start = HTTPResponseHead(
      version: .http1_1, status: response.status, headers: response.headers)
    context.write(Self.wrapOutboundOut(.head(start)), promise: nil)
    if head?.method != .HEAD {
      context.write(Self.wrapOutboundOut(.body(.byteBuffer(response.body))), promise: nil)
    }
    context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    let goesOn = head?.isKeepAlive == true && start.isKeepAlive
    if goesOn { connection.becameIdle() } else { connection.finish() }
  }
}
