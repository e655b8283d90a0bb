import Foundation
import LoopbackServer
import Testing

/// A client that does not read costs a bounded amount of memory.
///
/// What the server kept for it, and what the system did, is what it can still read in the end.
@Suite struct LoopbackServerSlowReaderTests {
  @Test func socketThatIsNotReadIsCut() throws {
    let page = try ServedPage { $0.queuedBytes = 2_000_000 }
    let client = try SocketClient(page, receiveBuffer: 4096)
    let good = try SocketClient(page)
    #expect(Patience.until { page.echoes.all.count == 2 })
    let slow = page.echoes.all[0].socket
    let piece = [UInt8](repeating: 7, count: 100_000)
    // 100 MB
    for _ in 0..<1000 { slow.send(piece) }
    #expect(Patience.until { page.echoes.all[0].timesClosed == 1 })
    // The system keeps at most 4 MB that are sent (tcp_wmem) and a small buffer of the client's.
    #expect(client.raw.readToEnd().count < 10_000_000)
    good.send(RawFrame.text("hello"))
    #expect(good.text() == "hello")
    #expect(page.echoes.all[1].timesClosed == 0)
  }

  /// Messages that the client reads in time may be as many as they like.
  @Test func socketThatIsReadGoesOn() throws {
    let page = try ServedPage { $0.queuedBytes = 200_000 }
    let client = try SocketClient(page)
    #expect(Patience.until { page.echoes.all.count == 1 })
    for number in 0..<100 {
      page.echoes.all[0].socket.send([UInt8](repeating: UInt8(number), count: 100_000))
      #expect(client.frame()?.payload == [UInt8](repeating: UInt8(number), count: 100_000))
    }
  }

  /// 500 MB of answers are asked for; no deadline ends the connection here.
  @Test func answersThatAreNotReadAreNotCollected() throws {
    let page = try ServedPage {
      ($0.headTime, $0.idleTime) = (.seconds(Patience.limit), .seconds(Patience.limit))
    }
    let client = try RawClient(port: page.server.port, receiveBuffer: 4096)
    let requests = Array(String(repeating: page.request(), count: 100).utf8)
    for _ in 0..<50 { client.send(requests) }
    #expect(Patience.until { !client.send("\r\n") })
    #expect(client.readToEnd().count < 10_000_000)
    #expect(try page.isServing())
  }

  @Test func pingsThatAreNotReadAreNotCollected() throws {
    let page = try ServedPage { ($0.messagesPerSecond, $0.queuedBytes) = (.max, 100_000) }
    let client = try SocketClient(page, receiveBuffer: 4096)
    let pings = [[UInt8]](
      repeating: RawFrame.bytes(RawFrame.ping, [UInt8](repeating: 0, count: 125)), count: 1000)
    #expect(Patience.until(pause: 0) { !client.raw.send(Array(pings.joined())) })
    #expect(Patience.until { page.echoes.all[0].timesClosed == 1 })
  }
}
