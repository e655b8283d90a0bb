import Foundation
import LoopbackServer
import Testing

/// How the server starts and stops.
@Suite struct LoopbackServerLifeTests {
  @Test func stopEndsEverythingAndFreesThePort() throws {
    let page = try ServedPage()
    let (idle, half) = (
      try RawClient(port: page.server.port), try RawClient(port: page.server.port)
    )
    half.send("GET ")
    let socket = try SocketClient(page, sending: RawFrame.text("hello"))
    #expect(socket.text() == "hello")
    page.server.stop()
    #expect(page.echoes.all.map(\.timesClosed) == [1])
    #expect(socket.closeCode() == 1001)
    #expect(idle.readToEnd().isEmpty)
    #expect(half.readToEnd().isEmpty)
    #expect(throws: POSIXError.self) { try RawClient(port: page.server.port) }
    page.server.stop()
    page.echoes.all[0].socket.send("after the end")
    page.echoes.all[0].socket.close()
    let next = try LoopbackServer(port: page.server.port, assets: [], accept: { Echo($0) })
    #expect(next.port == page.server.port)
    next.stop()
  }

  @Test func portInUseIsNamed() throws {
    let page = try ServedPage()
    let error = #expect(throws: LoopbackServerError.self) {
      try LoopbackServer(port: page.server.port, assets: [], accept: { Echo($0) })
    }
    #expect(error == .portInUse(page.server.port))
    #expect(error?.description.contains("port \(page.server.port) is in use") == true)
    #expect(try page.isServing())
  }

  @Test func stopDoesNotWaitForAClientThatDoesNotRead() throws {
    let page = try ServedPage()
    _ = try RawClient(port: page.server.port)
    let client = try SocketClient(page, receiveBuffer: 4096)
    #expect(Patience.until { page.echoes.all.count == 1 })
    page.echoes.all[0].socket.send([UInt8](repeating: 0, count: 7_000_000))
    page.server.stop()
    #expect(page.echoes.all[0].timesClosed == 1)
    #expect(client.raw.readToEnd().count < 7_000_000)
  }
}
