import Foundation
import LoopbackServer
import Testing

/// The WebSocket, as RFC 6455 has it.
@Suite struct LoopbackServerSocketTests {
  private let page: ServedPage

  init() throws {
    page = try ServedPage {
      $0.messagesPerSecond = .max
      $0.sockets = 64
    }
  }

  @Test func messagesOfAllLengthsComeBack() throws {
    let socket = try SocketClient(page)
    for length in [0, 1, 125, 126, 127, 65_535, 65_536, 300_000] {
      let text = String(repeating: "é", count: length / 2) + (length % 2 == 1 ? "x" : "")
      socket.send(RawFrame.text(text))
      #expect(socket.text() == text)
    }
  }

  @Test func fragmentsAreOneMessageAndPingsMayStandBetween() throws {
    let socket = try SocketClient(page)
    let bytes = Array("añb€c".utf8)
    // The cuts go through the middle of characters.
    socket.send(RawFrame.bytes(RawFrame.text, Array(bytes[..<2]), isLast: false))
    socket.send(RawFrame.bytes(RawFrame.ping, [1, 2]))
    socket.send(RawFrame.bytes(RawFrame.more, Array(bytes[2..<5]), isLast: false))
    socket.send(RawFrame.bytes(RawFrame.more, Array(bytes[5...])))
    #expect(socket.frame() == RawFrame(opcode: RawFrame.pong, payload: [1, 2]))
    #expect(socket.text() == "añb€c")
  }

  @Test func pingsAreAnsweredAndPongsAreNot() throws {
    let socket = try SocketClient(page)
    let longest = [UInt8](0..<125)
    socket.send(RawFrame.bytes(RawFrame.pong, [9]))
    for payload in [[], longest] {
      socket.send(RawFrame.bytes(RawFrame.ping, payload))
      #expect(socket.frame() == RawFrame(opcode: RawFrame.pong, payload: payload))
    }
  }

  @Test func framesInTheBreathOfTheHandshakeAreRead() throws {
    let socket = try SocketClient(page, sending: RawFrame.text("early") + RawFrame.text("too"))
    #expect(socket.text() == "early")
    #expect(socket.text() == "too")
  }

  /// After the handshake there are no requests, however it was spelled; this one is a frame that is wrong.
  @Test func requestAfterTheHandshakeIsNotOne() throws {
    for (upgrade, connection) in [
      ("websocket", "Upgrade"), ("WebSocket", "UPGRADE"), ("websocket", "keep-alive, Upgrade"),
      ("WEBSOCKET", "Keep-Alive, upgrade"),
    ] {
      let lines = ["Upgrade: \(upgrade)", "Connection: \(connection)"]
      let start = page.handshake(without: "Upgrade", adding: [lines[0]])
      let request = start.replacingOccurrences(
        of: "Connection: keep-alive, Upgrade", with: lines[1])
      let client = try RawClient(port: page.server.port)
      client.send(request + page.request() + page.request())
      #expect(client.response()?.status == 101)
      #expect(client.readToEnd() == [0x88, 2, 0x03, 0xEA])
    }
  }

  @Test func socketOpensOnAConnectionThatWasUsed() throws {
    let client = try RawClient(port: page.server.port)
    client.send(page.request("/"))
    #expect(client.response()?.status == 200)
    client.send(page.handshake())
    #expect(client.response()?.status == 101)
    client.send(RawFrame.text("hello"))
    #expect(client.read(7) == [0x81, 5] + Array("hello".utf8))
  }

  @Test func closeIsAnsweredWithItsCode() throws {
    let cases: [([UInt8], Int)] = [
      ([], 1000), (RawFrame.closing(1000), 1000), (RawFrame.closing(1001, "bye"), 1001),
      (RawFrame.closing(4999), 4999), (RawFrame.closing(1005), 1002), (RawFrame.closing(999), 1002),
      (RawFrame.closing(1006), 1002), (RawFrame.closing(65_535), 1002), ([3], 1002),
      (RawFrame.closing(1000) + [0xFF], 1007),
    ]
    for (payload, code) in cases {
      let socket = try SocketClient(page)
      socket.send(RawFrame.bytes(RawFrame.close, payload) + RawFrame.text("not read"))
      #expect(socket.closeCode() == code)
    }
    #expect(Patience.until { page.echoes.all.allSatisfy { $0.timesClosed == 1 } })
  }

  @Test func ownerSendsAndClosesInOrder() throws {
    let socket = try SocketClient(page, sending: RawFrame.text("hello"))
    #expect(socket.text() == "hello")
    let echo = try #require(page.echoes.all.first)
    echo.socket.send([0, 255, 7])
    echo.socket.send("last")
    echo.socket.close()
    echo.socket.send("too late")
    #expect(socket.frame() == RawFrame(opcode: RawFrame.binary, payload: [0, 255, 7]))
    #expect(socket.text() == "last")
    #expect(socket.closeCode() == 1000)
    #expect(Patience.until { echo.timesClosed == 1 })
    echo.socket.send("after the end")
  }

  @Test func clientThatVanishesIsForgotten() throws {
    for _ in 0..<3 { _ = try SocketClient(page) }
    #expect(Patience.until { page.echoes.all.map(\.timesClosed) == [1, 1, 1] })
  }

  /// The protocol has a length of 63 bits; the memory has not.
  @Test func violationsEndTheSocketWithTheirCode() throws {
    for violation in SocketViolation.all {
      let socket = try SocketClient(page)
      socket.send(violation.bytes + RawFrame.text("not read"))
      socket.raw.endSending()
      #expect(socket.closeCode() == violation.code, "\(violation.name)")
    }
    #expect(Patience.until { page.echoes.all.allSatisfy { $0.timesClosed == 1 } })
    let socket = try SocketClient(page, sending: RawFrame.text("still here"))
    #expect(socket.text() == "still here")
  }
}
