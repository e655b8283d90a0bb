import Foundation
import LoopbackServer
import Testing

/// Who gets in, and what exactly he gets.
@Suite struct LoopbackServerGuardTests {
  private let page: ServedPage

  init() throws { page = try ServedPage() }

  @Test func tokenIsExchangedForACookie() throws {
    let address = "http://\(page.host)/?token=\(page.token)"
    #expect(page.server.address == address)
    #expect(page.token.count == 32)
    let answer = try #require(
      try page.answer(page.request("/?token=\(page.token)", cookie: nil)))
    #expect(answer.status == 303)
    #expect(answer.values("location") == ["/"])
    #expect(answer.body.isEmpty)
    let setting = try #require(answer.values("set-cookie").first)
    let parts = setting.components(separatedBy: "; ")
    #expect(parts.dropFirst() == ["HttpOnly", "SameSite=Strict", "Path=/"])
    #expect(parts[0] == page.cookie)
    #expect(page.cookie.hasPrefix("toygan-\(page.server.port)="))
    #expect(!setting.contains(page.token))
  }

  /// Two of the same would say that they are not random.
  @Test func everyServerHasItsOwnToken() throws {
    let other = try ServedPage()
    #expect(other.token != page.token)
    #expect(other.cookie.split(separator: "=").last != page.cookie.split(separator: "=").last)
  }

  @Test func withoutTheCookieThereIsOnlyAHint() throws {
    for path in ["/", "/main.js", "/nothing", "/socket"] {
      let request =
        path == "/socket" ? page.handshake(cookie: nil) : page.request(path, cookie: nil)
      let answer = try #require(try page.answer(request))
      #expect(answer.status == 403)
      #expect(answer.values("content-type") == ["text/plain; charset=utf-8"])
      #expect(String(decoding: answer.body, as: UTF8.self).contains("Open the address"))
      #expect(answer.values("set-cookie").isEmpty)
    }
  }

  @Test func cookieStandsAmongOthers() throws {
    for cookie in ["a=b; \(page.cookie)", "\(page.cookie);a=b", "toygan-1=x; \(page.cookie)"] {
      #expect(try page.answer(page.request(cookie: cookie))?.status == 200)
    }
    #expect(
      try page.answer(page.request(cookie: "a=b", adding: ["cookie: \(page.cookie)"]))?.status
        == 200)
    // Twice the right one is no attack.
    #expect(try page.answer(page.request(adding: ["Cookie: \(page.cookie)"]))?.status == 200)
  }

  @Test func whatABrowserSendsIsServed() throws {
    let local = "localhost:\(page.server.port)"
    let requests = [
      page.request(adding: ["Sec-Fetch-Site: none"]),
      page.request(adding: ["Sec-Fetch-Site: same-origin"]),
      page.request(adding: ["Origin: http://\(page.host)"]),
      page.request(adding: ["Content-Length: 0"]),
      page.request(
        host: local, adding: ["Origin: http://\(local)", "Sec-Fetch-Site: same-origin"]),
      page.request(adding: [
        "Accept: */*", "Accept-Encoding: gzip, deflate, br", "Pragma: no-cache",
      ]),
    ]
    for request in requests { #expect(try page.answer(request)?.status == 200) }
  }

  @Test func assetsAreExact() throws {
    for asset in [ServedPage.page, ServedPage.script] {
      let answer = try #require(try page.answer(page.request(asset.path)))
      #expect(answer.status == 200)
      #expect(answer.body == asset.bytes)
      #expect(answer.values("content-type") == [asset.mediaType])
      #expect(answer.values("content-length") == ["\(asset.bytes.count)"])
    }
  }

  @Test func headIsGetWithoutABody() throws {
    let client = try RawClient(port: page.server.port)
    client.send(page.request(method: "HEAD") + page.request("/"))
    let answer = try #require(client.response(toHead: true))
    #expect(answer.status == 200)
    #expect(answer.values("content-length") == ["\(ServedPage.script.bytes.count)"])
    // The next answer begins at once: no byte of a body came.
    #expect(client.response()?.body == ServedPage.page.bytes)
  }

  @Test func everyAnswerLocksThePageDown() throws {
    let policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
      + "img-src 'self' blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    let locks = [
      "content-security-policy": policy, "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin", "cache-control": "no-store",
    ]
    let requests = [
      page.request(), page.request("/?token=\(page.token)"), page.request(cookie: nil),
      page.request("/nothing"), page.request(host: "evil.example"), "nonsense\r\n\r\n",
    ]
    for request in requests {
      let answer = try #require(try page.answer(request))
      for (name, value) in locks { #expect(answer.values(name) == [value]) }
      #expect(answer.values("content-length").count == 1)
      #expect(answer.values("access-control-allow-origin").isEmpty)
    }
  }

  @Test func requestsInOneBreathAreAnsweredInOrder() throws {
    let client = try RawClient(port: page.server.port)
    client.send(page.request("/") + page.request("/main.js") + page.request("/"))
    for asset in [ServedPage.page, ServedPage.script, ServedPage.page] {
      #expect(client.response()?.body == asset.bytes)
    }
  }

  @Test func requestInSinglePiecesIsServed() throws {
    let client = try RawClient(port: page.server.port)
    for byte in page.request("/").utf8 { client.send([byte]) }
    client.endSending()
    #expect(client.response()?.body == ServedPage.page.bytes)
    #expect(client.readToEnd().isEmpty)
  }

  @Test func closeIsFollowed() throws {
    let client = try RawClient(port: page.server.port)
    client.send(page.request(adding: ["Connection: close"]) + page.request())
    #expect(client.response()?.body == ServedPage.script.bytes)
    #expect(client.readToEnd().isEmpty)
  }

  @Test func onlyLoopbackListens() throws {
    // Linux answers for all of 127/8, so that a socket bound to every address would answer here too.
    #expect(throws: POSIXError.self) { try RawClient(port: page.server.port, host: 0x7F00_0002) }
  }
}
