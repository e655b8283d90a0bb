import Foundation
import Testing
import ToyGANLaws

/// A client that sends a wrong request gets a refusal or nothing, and the server continues.
@Suite struct LoopbackServerHostileTests {
  private let page: ServedPage

  init() throws { page = try ServedPage() }

  /// A right request follows each wrong one in the same breath; answering it would be request smuggling.
  @Test func eachIsRefusedAndTheConnectionEnds() throws {
    let requests = HostileRequests(page: page).all
    #expect(requests.count >= 300)
    for request in requests {
      let client = try RawClient(port: page.server.port)
      client.send(request.bytes + Array(page.request().utf8))
      let answer = client.response()
      let isRefused = answer.map { request.statuses.contains($0.status) } == true
      #expect(isRefused, "\(request.name), got \(answer?.status ?? 0)")
      guard isRefused else { continue }
      #expect(client.readToEnd().isEmpty, "\(request.name)")
      if answer?.status == 405 { #expect(answer?.values("allow") == ["GET, HEAD"]) }
    }
    #expect(try page.isServing())
  }

  /// The client ends in the middle: nothing is served, and nothing is waited for.
  @Test func halfARequestGetsNothing() throws {
    for whole in [
      page.request(), page.handshake(), page.request("/?token=\(page.token)", cookie: nil),
    ] {
      for length in stride(from: 0, to: whole.utf8.count, by: 3) {
        let client = try RawClient(port: page.server.port)
        client.send(Array(whole.utf8.prefix(length)))
        client.endSending()
        #expect((client.response()?.status ?? 400) == 400)
        #expect(client.readToEnd().isEmpty)
      }
    }
    #expect(try page.isServing())
  }

  /// Bytes of a request changed, lost or doubled at random: there is no status that lets the client in and is not due.
  @Test func changedBytesNeverOpenAnything() throws {
    var random = SeededGenerator(7)
    let whole = Array(page.request("/nothing", cookie: nil).utf8)
    for _ in 0..<500 {
      let client = try RawClient(port: page.server.port)
      client.send(Damage.to(whole, using: &random))
      client.endSending()
      #expect(!(100..<400).contains(client.response()?.status ?? 400))
      #expect(client.readToEnd().isEmpty)
    }
    #expect(try page.isServing())
  }

  @Test func noiseGetsNothing() throws {
    var random = SeededGenerator(11)
    for _ in 0..<100 {
      let client = try RawClient(port: page.server.port)
      client.send(
        (0..<Int.random(in: 1...300, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        })
      client.endSending()
      #expect((400..<600).contains(client.response()?.status ?? 400))
      #expect(client.readToEnd().isEmpty)
    }
    #expect(try page.isServing())
  }
}
