/// All connections of a server, oldest first; it is used on the event loop only.
final class ConnectionTable {
  private var connections: [Connection] = []
  private let limits: Limits

  init(limits: Limits) { self.limits = limits }

  /// Whether a further WebSocket may be opened.
  var hasRoomForSocket: Bool { connections.count { $0.isSocket } < limits.sockets }

  /// Takes a new connection in, or says no.
  ///
  /// When the table is full, the oldest connection without the cookie makes room. So a client that opens
  /// connections and leaves them idle closes only their own, and the owner always gets in.
  func admits(_ connection: Connection) -> Bool {
    if connections.count >= limits.connections {
      guard let stranger = connections.first(where: { !$0.isTrusted }) else { return false }
      remove(stranger)
      stranger.cut()
    }
    connections.append(connection)
    return true
  }

  func remove(_ connection: Connection) { connections.removeAll { $0 === connection } }

  func endAll() {
    for connection in connections { connection.end() }
  }
}
