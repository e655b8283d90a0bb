import NIOCore
import NIOPosix
import Synchronization

/// A server of HTTP and WebSockets for a page on the same computer, and for nobody else.
///
/// It listens on 127.0.0.1 only. A browser gets in with the `address`, whose token the server exchanges for a cookie;
/// requests that other sites make the browser send are refused, and so is everything that is not needed here.
/// The page's WebSocket is at `/socket`.
public final class LoopbackServer: Sendable {
  /// The port on which the server listens.
  public let port: Int
  /// The address that opens the page, with the token.
  public let address: String

  private let group: MultiThreadedEventLoopGroup
  private let listener: any Channel
  private let table: NIOLoopBoundBox<ConnectionTable>
  private let isStopped = Mutex(false)

  /// Opens a port of 127.0.0.1 and serves assets and WebSockets on its own thread, until `stop()`.
  ///
  /// Port 0 stands for any free one. The cookie is named `cookieName-PORT`. `accept` is called for each WebSocket
  /// and gives what receives its messages; as all calls, it comes on the server's thread and must return soon.
  /// Throws `LoopbackServerError` if the port cannot be used.
  public init(
    port: Int, assets: [Asset], cookieName: String = "loopback", limits: Limits = Limits(),
    accept: @escaping @Sendable (SocketConnection) -> any SocketHandler
  ) throws {
    precondition((0...65535).contains(port), "\(port) is not a port")
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let loop = group.next()
      table = .makeBoxSendingValue(ConnectionTable(limits: limits), eventLoop: loop)
      let entrance = Entrance(table: table, loop: loop)
      listener = try entrance.listen(on: port, group: group)
      self.port = listener.localAddress?.port ?? port
      let gatekeeper = Gatekeeper(
        port: self.port, cookieName: cookieName, assets: assets, addressBytes: limits.addressBytes)
      address = "http://127.0.0.1:\(self.port)/?token=\(gatekeeper.token.text)"
      let service = Service(gatekeeper: gatekeeper, limits: limits, accept: accept)
      try entrance.open(listener, for: service)
    } catch {
      try? group.syncShutdownGracefully()
      throw LoopbackServerError(error, port: port)
    }
  }

  /// Closes the port and all connections, and returns when nothing of the server is left.
  ///
  /// WebSockets end with code 1001. It must not be called from the server's own thread, that is, from a
  /// `SocketHandler` or from `accept`. A second call does nothing.
  public func stop() {
    precondition(!group.next().inEventLoop, "the server cannot stop on its own thread")
    let isFirst = isStopped.withLock { isStopped in
      defer { isStopped = true }
      return !isStopped
    }
    guard isFirst else { return }
    try? listener.close().wait()
    try? listener.eventLoop.submit { [table] in table.value.endAll() }.wait()
    try? group.syncShutdownGracefully()
  }
}
