import NIOCore
import NIOHTTP1

/// What every connection of a server shares.
struct Service: Sendable {
  let gatekeeper: Gatekeeper
  let limits: Limits
  let accept: @Sendable (SocketConnection) -> any SocketHandler

  /// Gives a new connection its handlers.
  func prepare(_ channel: any Channel, in table: ConnectionTable) throws {
    let connection = Connection(table: table, limits: limits)
    let codec = HTTPCodec(headBytes: limits.headBytes)
    let requests = RequestHandler(
      connection: connection, codec: codec, service: self, table: table)
    try channel.pipeline.syncOperations.addHandlers([
      connection, codec.encoder, codec.decoder, requests,
    ])
  }
}

/// SwiftNIO's decoder of requests, which is strict, and its encoder of answers.
struct HTTPCodec {
  let encoder = HTTPResponseEncoder()
  let decoder: ByteToMessageHandler<HTTPRequestDecoder>

  init(headBytes: Int) {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = headBytes
    limits.maxHeaderListSize = headBytes
    limits.maxHeaderFieldCount = 100
    decoder = ByteToMessageHandler(
      HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits))
  }
}
