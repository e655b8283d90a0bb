import NIOCore

/// One client's connection: its place in the table, its deadlines and its end.
///
/// It is the first handler of the pipeline, so that all bytes of the client pass here.
final class Connection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// Whether it has shown the cookie or the token.
  var isTrusted = false
  /// Whether the last answer has been given; whatever else the client sends is dropped.
  private(set) var isFinishing = false
  private(set) var isSocket = false

  private let table: ConnectionTable
  private let limits: Limits
  private var context: ChannelHandlerContext?
  private var timer: Scheduled<Void>?
  private var isIdle = false
  private var isInputClosed = false

  init(table: ConnectionTable, limits: Limits) {
    self.table = table
    self.limits = limits
  }

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    guard table.admits(self) else { return cut() }
    cut(after: limits.headTime)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    table.remove(self)
    self.context = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isFinishing else { return }
    if isIdle {
      isIdle = false
      cut(after: limits.headTime)
    }
    context.fireChannelRead(data)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    context.fireUserInboundEventTriggered(event)
    guard case .inputClosed? = event as? ChannelEvent else { return }
    isInputClosed = true
    finish()
  }

  /// An error of the connection itself, for example a reset.
  func errorCaught(context: ChannelHandlerContext, error: any Error) { cut() }

  /// The answer to a request has been given; the next request has time.
  func becameIdle() {
    guard !isFinishing else { return }
    isIdle = true
    cut(after: limits.idleTime)
  }

  /// From now on the connection is a WebSocket, which has no deadline but its pings.
  func becameSocket() {
    isSocket = true
    timer?.cancel()
  }

  /// Ends the connection after what has been written.
  ///
  /// Closing at once while bytes of the client are on their way would reset the connection, and the client would
  /// never see the answer. So only our direction is closed; the client's bytes are dropped until it closes too.
  func finish() {
    guard let context, !isFinishing else { return }
    isFinishing = true
    cut(after: limits.farewellTime)
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { [self] _ in closeOutput() }
    context.writeAndFlush(NIOAny(ByteBuffer()), promise: written)
  }

  /// Ends the connection because the server stops.
  func end() {
    context?.pipeline.fireUserInboundEventTriggered(SocketEnding(code: .goingAway))
    cut()
  }

  /// Closes the connection at once, whatever waits.
  func cut() { context?.close(promise: nil) }

  private func closeOutput() {
    if isInputClosed { cut() } else { context?.close(mode: .output, promise: nil) }
  }

  private func cut(after time: Duration) {
    timer?.cancel()
    timer = context?.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) { [self] in
      cut()
    }
  }
}
