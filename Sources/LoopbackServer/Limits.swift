/// The most that one client, or all of them together, can use of the server.
public struct Limits: Sendable {
  /// Connections at the same time.
  ///
  /// When there are more, the oldest one that has not shown the cookie is closed; without such a one, the new one is.
  public var connections = 64
  /// WebSockets at the same time; a further one gets status 503.
  public var sockets = 8

  /// Time to send a complete head of a request, counted from the connection or from the head's first byte.
  public var headTime = Duration.seconds(10)
  /// Time that a connection may wait for its next request.
  public var idleTime = Duration.seconds(30)
  /// Time that a client has to read the last answer, after which the connection is cut.
  public var farewellTime = Duration.seconds(2)
  /// Bytes of the path and query of a request; more gets status 414.
  public var addressBytes = 2048
  /// Bytes of the path, query and header fields of a request; more gets status 431.
  public var headBytes = 16_384

  /// Bytes of a message that a client sends, in all of its fragments; more closes the socket with code 1009.
  public var messageBytes = 1_500_000
  /// Fragments of a message; more closes the socket with code 1009.
  public var fragments = 64
  /// Messages, pings and pongs from one client in a second; more closes the socket with code 1008.
  public var messagesPerSecond = 400
  /// Time between two pings that the server sends.
  public var pingInterval = Duration.seconds(20)
  /// Time without any sign of a client after which its socket is closed, looked at before each ping.
  public var silence = Duration.seconds(60)
  /// Bytes that may wait for a client that does not read; more closes its socket.
  public var queuedBytes = 8_000_000

  /// The limits that suit a page for one person.
  public init() {}
}
