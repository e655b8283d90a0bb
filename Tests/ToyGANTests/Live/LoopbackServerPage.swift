import Foundation
import LoopbackServer
import Synchronization
import Testing

/// Repeats each message, and remembers that its socket ended.
final class Echo: SocketHandler {
  let socket: SocketConnection
  private let ends = Atomic(0)

  init(_ socket: SocketConnection) { self.socket = socket }

  /// How often the server said that the socket has ended.
  var timesClosed: Int { ends.load(ordering: .relaxed) }

  func received(_ text: String) { socket.send(text) }
  func closed() { ends.add(1, ordering: .relaxed) }
}

/// The sockets that a server has opened, in order.
final class Echoes: Sendable {
  private let list = Mutex([Echo]())

  var all: [Echo] { list.withLock { $0 } }

  func add(_ socket: SocketConnection) -> Echo {
    let echo = Echo(socket)
    list.withLock { $0.append(echo) }
    return echo
  }
}

/// A server with two assets whose sockets repeat what they are told, and all that a browser knows of it.
final class ServedPage {
  static let page = Asset(
    path: "/", mediaType: "text/html; charset=utf-8", bytes: Array("<p>".utf8))
  /// All values of a byte, so that nothing that changes text goes unseen.
  static let script = Asset(
    path: "/main.js", mediaType: "text/javascript; charset=utf-8",
    bytes: (0..<100_000).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8)) })

  let server: LoopbackServer
  let echoes = Echoes()
  /// The cookie, as a browser sends it.
  let cookie: String
  var host: String { "127.0.0.1:\(server.port)" }
  var token: String { String(server.address.split(separator: "=")[1]) }

  /// Whether one server has answered before any two start together.
  ///
  /// Two that answered their first requests at the same time built the same generic types on two threads, in which
  /// the runtime of Swift once crashed. The program has a single server.
  private static let hasAnswered: Bool = {
    guard
      let server = try? LoopbackServer(
        port: 0, assets: [page], cookieName: "toygan", accept: { Echo($0) }),
      let client = try? RawClient(port: server.port)
    else { return false }
    defer { server.stop() }
    client.send("GET / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n")
    return client.response() != nil
  }()

  init(_ change: (inout Limits) -> Void = { _ in }) throws {
    try #require(Self.hasAnswered)
    var limits = Limits()
    change(&limits)
    server = try LoopbackServer(
      port: 0, assets: [Self.page, Self.script], cookieName: "toygan", limits: limits,
      accept: { [echoes] in echoes.add($0) })
    let client = try RawClient(port: server.port)
    let address = server.address.dropFirst("http://127.0.0.1:\(server.port)".count)
    client.send("GET \(address) HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\r\n")
    let setting = try #require(client.response()?.values("set-cookie").first)
    cookie = String(setting.prefix { $0 != ";" })
  }

  deinit { server.stop() }

  /// A request with the cookie, in which anything can be different.
  func request(
    _ path: String = "/main.js", method: String = "GET", version: String = "HTTP/1.1",
    host: String? = "", cookie: String? = "", adding lines: [String] = []
  ) -> String {
    var head = ["\(method) \(path) \(version)"]
    if let host { head.append("Host: \(host.isEmpty ? self.host : host)") }
    if let cookie { head.append("Cookie: \(cookie.isEmpty ? self.cookie : cookie)") }
    return (head + lines).joined(separator: "\r\n") + "\r\n\r\n"
  }

  /// The handshake of a WebSocket, from which lines can be left out or to which they can be added.
  func handshake(
    path: String = "/socket", method: String = "GET", cookie: String? = "",
    without left: String = "-", adding lines: [String] = []
  ) -> String {
    let all = [
      "Origin: http://\(host)", "Upgrade: websocket", "Connection: keep-alive, Upgrade",
      "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    return request(
      path, method: method, cookie: cookie, adding: all.filter { !$0.hasPrefix(left) } + lines)
  }

  /// What a new client gets for one request.
  func answer(_ request: String, toHead: Bool = false) throws -> RawResponse? {
    let client = try RawClient(port: server.port)
    client.send(request)
    return client.response(toHead: toHead)
  }

  /// Whether the owner of the page is served, however busy the server is.
  func isServing() throws -> Bool {
    try answer(request())?.body == Self.script.bytes
  }
}
