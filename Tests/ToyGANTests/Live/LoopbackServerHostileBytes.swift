import Foundation

/// Requests whose form is wrong: bodies, lines, lengths, handshakes.
extension HostileRequests {
  var bodies: [HostileRequest] {
    let small = "GET /main.js HTTP/1.1"
    let lengths = [
      "Content-Length: 5", "Content-Length: \(small.utf8.count)", "Content-Length: 1",
      "Content-Length: 999999999",
      "Content-Length: 00", "Content-Length: 0|Expect: 100-continue|Content-Length: 0",
      "Transfer-Encoding: chunked",
      "Content-Length: 99999999999999999999", "Content-Length: -1", "Content-Length: +1",
      "Content-Length: 0x1",
      "Content-Length: 1, 1", "Content-Length: 1|Content-Length: 2",
      "Content-Length: 0|Content-Length: 5",
      "Content-Length: 5|Transfer-Encoding: chunked",
      "Transfer-Encoding: chunked|Content-Length: 5",
      "Transfer-Encoding: identity", "Transfer-Encoding: gzip", "Transfer-Encoding: xchunked",
      "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: chunked|Transfer-Encoding: chunked",
      "Transfer-Encoding : chunked", "Transfer-Encoding:\tchunked",
      "Transfer-Encoding: \u{b}chunked",
      "Content-Length : 5", "Content-Length:", "Content-Length: 5 5", "Transfer-Encoding:",
      "Content-Length: 1e1",
    ]
    return lengths.map {
      HostileRequest(
        name: "body: \($0)",
        bytes: Array((page.request(adding: $0.components(separatedBy: "|")) + "0\r\n\r\n").utf8),
        statuses: [400, 413])
    }
  }

  var syntax: [HostileRequest] {
    let lines = [
      "no colon", ": no name", "a b: space in the name", "tab\tin: name", "name : space after it",
      "\u{1}a: b",
      "a\u{0}: b", "a: b\u{0}c", "a: b\u{1}c", "a: b\u{7f}c", "(a): b", "\u{e4}: b", " a: folded",
      "\ta: folded",
      "a: b\rc: d", "a: b\nc: d", "a: b\n\n", "a: b\r\r\n", "a[0]: b", "a@b: c", "\"a\": b",
      "a: b\r\n c", "a: b\r\n\tc",
    ]
    let right = page.request()
    let wrong = [
      right.replacingOccurrences(of: "\r\n", with: "\n"),
      right.replacingOccurrences(of: "\r\n", with: "\r"),
      right.replacingOccurrences(of: "\r\nCookie", with: "\nCookie"),
      right.replacingOccurrences(of: "HTTP/1.1\r\n", with: "HTTP/1.1\n"),
      right.replacingOccurrences(of: "HTTP/1.1\r\n", with: "HTTP/1.1\r\n "),
      right.replacingOccurrences(of: "\r\nCookie", with: "\n\rCookie"),
      right.replacingOccurrences(of: "GET ", with: "GET"), "\u{0}\(right)", "\u{feff}\(right)",
      "x\r\n\(right)",
      "EHLO \(page.host)\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET\r\n\r\n",
      "GET /\r\n\r\n", "/\r\n\r\n",
      "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
      "{\"do\": \"play\"}\r\n\r\n",
    ]
    return (lines.map { page.request(adding: [$0]) } + wrong).map {
      HostileRequest(
        name: "syntax: \($0.suffix(40).debugDescription)", bytes: Array($0.utf8),
        statuses: [400, 505])
    }
  }

  var sizes: [HostileRequest] {
    func text(_ count: Int) -> String { String(repeating: "a", count: count) }
    let many = (0..<100).map { "a\($0): b" }
    let heads = [
      page.request(adding: ["a: \(text(16_400))"]), page.request(adding: ["\(text(16_400)): a"]),
      page.request(adding: ["a: \(text(1_000_000))"]), page.request("/\(text(1_000_000))"),
      page.request(adding: many), page.request(adding: (0..<20).map { "a\($0): \(text(1000))" }),
      page.request("/\(text(20_000))"), page.request(adding: [text(70_000)]),
      page.request(method: text(70_000)),
      page.request(cookie: "\(page.cookie); a=\(text(17_000))"), page.request(host: text(17_000)),
    ]
    let addresses = [2048, 2100, 4096, 16_000].map { page.request("/\(text($0))") }
    return heads.map {
      HostileRequest(
        name: "head of \($0.utf8.count) bytes", bytes: Array($0.utf8), statuses: [431, 400])
    }
      + addresses.map {
        HostileRequest(
          name: "address in \($0.utf8.count) bytes", bytes: Array($0.utf8), statuses: [414])
      }
  }

  var handshakes: [HostileRequest] {
    func kind(_ name: String, _ statuses: Set<Int>, _ request: String) -> HostileRequest {
      HostileRequest(name: "handshake: \(name)", bytes: Array(request.utf8), statuses: statuses)
    }
    let left = ["Upgrade", "Connection", "Sec-WebSocket-Key"].map {
      kind("without \($0)", [400], page.handshake(without: $0))
    }
    let keys = [
      "", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZR==", "x",
      "dGhlIHNhbXBsZSBub25jZ===", "!Ghlc3NhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZSBsb25n",
      "dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ].map { key in
      let lines = "Sec-WebSocket-Key: \(key)".components(separatedBy: "|")
      return kind("key \(key)", [400], page.handshake(without: "Sec-WebSocket-Key", adding: lines))
    }
    let versions = ["12", "14", "0", "", "x", "13, 8", "013"].map {
      kind(
        "version \($0)", [426],
        page.handshake(without: "Sec-WebSocket-Version", adding: ["Sec-WebSocket-Version: \($0)"]))
    }
    let protocols = ["h2c", "websocket2", "", "TLS/1.0"].map {
      kind("protocol \($0)", [400], page.handshake(without: "Upgrade", adding: ["Upgrade: \($0)"]))
    }
    let connections = [
      "keep-alive", "close", "", "upgraded", "Upgrade;", "Upgrade, Upgrade", "Upgrade\u{b}",
    ].map {
      kind(
        "connection \($0)", [400],
        page.handshake(without: "Connection", adding: ["Connection: \($0)"]))
    }
    let origins = ["null", "http://evil.example", "http://localhost:\(page.server.port)"].map {
      kind("origin \($0)", [403], page.handshake(without: "Origin", adding: ["Origin: \($0)"]))
    }
    return left + keys + versions + protocols + connections + origins + [
      kind("no version", [426], page.handshake(without: "Sec-WebSocket-Version")),
      kind("without an origin", [403], page.handshake(without: "Origin")),
      kind("from another site", [403], page.handshake(adding: ["Sec-Fetch-Site: cross-site"])),
      kind("without the cookie", [403], page.handshake(cookie: nil)),
      kind("with another cookie", [403], page.handshake(cookie: "\(page.cookie)0")),
      kind("as POST", [405], page.handshake(method: "POST")),
      kind("with a body", [413], page.handshake(adding: ["Content-Length: 4"])),
      kind("elsewhere", [400], page.handshake(path: "/main.js")),
      kind("at a path with a query", [400, 404], page.handshake(path: "/socket?x")),
      kind(
        "of HTTP/2 at the page", [400],
        page.request("/", adding: ["Connection: Upgrade", "Upgrade: h2c"])),
    ]
  }
}
