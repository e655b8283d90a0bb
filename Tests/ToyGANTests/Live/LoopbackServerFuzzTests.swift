import Testing
import ToyGANLaws

/// Damaged frames, the same in each run, one for each of as many sockets.
@Suite struct LoopbackServerFuzzTests {
  #if DEBUG
    // Without optimization SwiftNIO takes a millisecond for a handshake.
    private static let count = 2000
  #else
    private static let count = 10_000
  #endif

  @Test func damagedFramesHurtNobodyElse() throws {
    let page = try ServedPage {
      $0.messagesPerSecond = .max
      $0.connections = 1000
      $0.sockets = 1000
    }
    let good = try SocketClient(page)
    var random = SeededGenerator(3)
    let handshake = Array(page.handshake().utf8)
    for number in 0..<Self.count {
      let client = try RawClient(port: page.server.port)
      let frame = Damage.to(Self.frame(using: &random), using: &random)
      client.send(handshake + frame)
      client.endSending()
      if number % 100 == 0 {
        good.send(RawFrame.text("\(number)"))
        #expect(good.text() == "\(number)")
        #expect(client.response()?.status == 101)
      }
    }
    // Each was a socket that was opened and has ended, but for the good one.
    #expect(Patience.until { page.echoes.all.count { $0.timesClosed == 1 } == Self.count })
    #expect(page.echoes.all.count == Self.count + 1)
    good.send(RawFrame.text("last"))
    #expect(good.text() == "last")
  }

  /// A right frame of any kind and length.
  private static func frame(using random: inout SeededGenerator) -> [UInt8] {
    let opcodes = [RawFrame.text, RawFrame.more, RawFrame.ping, RawFrame.pong, RawFrame.close]
    let opcode = opcodes[Int.random(in: 0..<opcodes.count, using: &random)]
    let lengths = [0, 1, 10, 125, 126, 300]
    let length = lengths[Int.random(in: 0..<(opcode < RawFrame.close ? 6 : 4), using: &random)]
    let payload = (0..<length).map { _ in UInt8.random(in: 97...122, using: &random) }
    return RawFrame.bytes(
      opcode, payload, isLast: opcode >= RawFrame.close || Bool.random(using: &random))
  }
}
