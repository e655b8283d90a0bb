import Foundation
import LoopbackServer
import Testing

/// What one client, or many, can use of the server.
///
/// Where the server has a deadline, a client of a busy machine may miss it too; it tries again.
@Suite struct LoopbackServerLimitTests {
  @Test func headsThatDoNotComeAreNotWaitedFor() throws {
    let page = try ServedPage { $0.headTime = .milliseconds(50) }
    let whole = page.request()
    for length in [0, 1, 20, whole.utf8.count - 1] {
      let client = try RawClient(port: page.server.port)
      client.send(Array(whole.utf8.prefix(length)))
      #expect(client.readToEnd().isEmpty)
    }
    #expect(try Patience.until { try page.isServing() })
  }

  /// Each byte comes long before the deadline; together they do not.
  @Test func headsThatDripAreNotWaitedFor() throws {
    let page = try ServedPage { $0.headTime = .milliseconds(100) }
    let client = try RawClient(port: page.server.port)
    client.send("GET /main.js HTTP/1.1\r\na: ")
    #expect(Patience.until { !client.send([97]) })
  }

  @Test func idleConnectionsEnd() throws {
    let page = try ServedPage { $0.idleTime = .milliseconds(50) }
    let client = try RawClient(port: page.server.port)
    client.send(page.request("/"))
    #expect(client.response()?.status == 200)
    #expect(client.readToEnd().isEmpty)
  }

  /// The second head has the time of a head, which is short here, and not that of an idle connection.
  @Test func secondHeadIsNotWaitedForEither() throws {
    let page = try ServedPage {
      ($0.headTime, $0.idleTime) = (.milliseconds(200), .seconds(Patience.limit))
    }
    let isAnswered = try Patience.until {
      let client = try RawClient(port: page.server.port)
      client.send(page.request("/"))
      guard client.response()?.status == 200 else { return false }
      client.send("GET ")
      #expect(client.readToEnd().isEmpty)
      return true
    }
    #expect(isAnswered)
  }

  @Test func refusedClientThatDoesNotLeaveIsCut() throws {
    let page = try ServedPage { $0.farewellTime = .milliseconds(50) }
    let client = try RawClient(port: page.server.port)
    client.send("nonsense\r\n\r\n")
    #expect(client.response()?.status == 400)
    #expect(Patience.until { !client.send([97]) })
  }

  /// An answer would be lost if the connection were reset while the client still sends.
  @Test func refusedClientCanEndItsSentence() throws {
    let page = try ServedPage { $0.farewellTime = .seconds(Patience.limit) }
    let client = try RawClient(port: page.server.port)
    client.send("POST / HTTP/1.1\r\nHost: \(page.host)\r\nContent-Length: 50000000\r\n\r\n")
    let piece = [UInt8](repeating: 97, count: 1_000_000)
    for _ in 0..<50 { #expect(client.send(piece)) }
    #expect(client.response()?.status == 405)
    #expect(client.readToEnd().isEmpty)
  }

  /// Those who open connections and say nothing close each other's, not the owner's.
  @Test func fiveHundredIdleConnectionsLockNobodyOut() throws {
    let page = try ServedPage { $0.headTime = .seconds(Patience.limit) }
    let socket = try SocketClient(page)
    let owner = try RawClient(port: page.server.port)
    owner.send(page.request("/"))
    #expect(owner.response()?.status == 200)
    var strangers: [RawClient] = []
    for count in 1...500 {
      strangers.append(try RawClient(port: page.server.port))
      if count % 100 == 0 { #expect(try page.isServing()) }
    }
    #expect(strangers[0].readToEnd().isEmpty)
    owner.send(page.request("/"))
    #expect(owner.response()?.status == 200)
    socket.send(RawFrame.text("hello"))
    #expect(socket.text() == "hello")
  }

  @Test func connectionsOfTheOwnerAreKeptAndCounted() throws {
    let page = try ServedPage { ($0.connections, $0.headTime) = (3, .seconds(Patience.limit)) }
    let clients = try (0..<3).map { _ in try RawClient(port: page.server.port) }
    for client in clients {
      client.send(page.request("/"))
      #expect(client.response()?.status == 200)
    }
    let late = try RawClient(port: page.server.port)
    #expect(late.readToEnd().isEmpty)
    for client in clients {
      client.send(page.request("/"))
      #expect(client.response()?.status == 200)
    }
  }

  @Test func ninthSocketIsRefusedUntilOneEnds() throws {
    let page = try ServedPage()
    var sockets = try (0..<8).map { _ in try SocketClient(page) }
    #expect(try page.answer(page.handshake())?.status == 503)
    sockets.removeLast()
    #expect(try Patience.until { try page.answer(page.handshake())?.status == 101 })
    #expect(try page.isServing())
  }

  /// The frames come in one piece, so within a second, unless the machine is busy; then again.
  @Test func tooManyMessagesInASecondEndTheSocket() throws {
    let page = try ServedPage { $0.messagesPerSecond = 20 }
    for frame in [
      RawFrame.text("a"), RawFrame.bytes(RawFrame.ping, []), RawFrame.bytes(RawFrame.pong, []),
    ] {
      let isEnded = try Patience.until {
        let socket = try SocketClient(page)
        socket.send(Array([[UInt8]](repeating: frame, count: 21).joined()))
        socket.send(RawFrame.bytes(RawFrame.close, []))
        return socket.closeCode() == 1008
      }
      #expect(isEnded)
    }
    let socket = try SocketClient(page)
    socket.send(Array([[UInt8]](repeating: RawFrame.text("a"), count: 20).joined()))
    for _ in 0..<20 { #expect(socket.text() == "a") }
  }

  @Test func clientThatAnswersPingsStaysAndAnotherGoes() throws {
    let page = try ServedPage {
      ($0.pingInterval, $0.silence) = (.milliseconds(10), .milliseconds(200))
    }
    let silent = try SocketClient(page)
    while let frame = silent.frame() { #expect(frame.opcode == RawFrame.ping) }
    let stays = try Patience.until {
      let socket = try SocketClient(page)
      // Sixty pings take three times as long as a silent client is kept.
      return (0..<60).allSatisfy { _ in
        socket.send(RawFrame.bytes(RawFrame.pong, []))
        return socket.frame()?.opcode == RawFrame.ping
      }
    }
    #expect(stays)
  }
}
