import Foundation

/// A request that must be refused, and the statuses that are right.
struct HostileRequest {
  var name: String
  var bytes: [UInt8]
  var statuses: Set<Int>
}

/// Requests that a server for one page must refuse; all but one detail is right in each, the cookie too.
struct HostileRequests {
  let page: ServedPage

  var all: [HostileRequest] {
    methods + versions + hosts + sources + keys + paths + bodies + syntax + sizes + handshakes
  }

  private func kinds(
    _ name: String, _ statuses: Set<Int>, _ variants: [String], request: (String) -> String
  ) -> [HostileRequest] {
    variants.map {
      HostileRequest(
        name: "\(name): \($0.prefix(60).debugDescription)", bytes: Array(request($0).utf8),
        statuses: statuses)
    }
  }

  private func lines(_ name: String, _ statuses: Set<Int>, _ variants: [String]) -> [HostileRequest]
  {
    kinds(name, statuses, variants) { page.request(adding: $0.components(separatedBy: "|")) }
  }

  private var methods: [HostileRequest] {
    let known = [
      "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "PROPPATCH", "MKCOL",
      "COPY",
      "MOVE", "LOCK", "UNLOCK", "SEARCH", "REPORT", "PURGE", "LINK", "UNLINK", "SUBSCRIBE",
      "NOTIFY",
    ]
    let unknown = [
      "get", "GETT", "GE", "G ET", "", "\u{1}GET", "GET\t", "HEAD GET", "Get", "\"GET\"",
    ]
    return kinds("method", [405], known) { page.request(method: $0) }
      + kinds("method", [400, 405], unknown + ["CONNECT"]) { page.request(method: $0) }
  }

  private var versions: [HostileRequest] {
    kinds("version", [505], ["HTTP/1.0", "HTTP/0.9", "HTTP/2.0"]) { page.request(version: $0) }
      + kinds("version", [505], ["PRI"]) { page.request(method: $0) }
      + kinds(
        "version", [400, 505],
        [
          "HTTP/1.2", "HTTP/3.9", "HTTP/11", "http/1.1", "HTP/1.1", "HTTP/1.", "HTTP", "HTTP/1.1 x",
          "",
          "HTTP/1.10", "HTTP/01.1", "HTTP /1.1", "HTTP/1,1", "RTSP/1.0", "ICE/1.0", "HTTP/-1.1",
        ]
      ) { page.request(version: $0) }
  }

  private var hosts: [HostileRequest] {
    let port = page.server.port
    let foreign = [
      "evil.example", "evil.example:\(port)", "127.0.0.1", "localhost", "127.0.0.1:\(port + 1)",
      "127.0.0.1:0\(port)", "127.0.0.1:\(port).", "127.0.0.1.:\(port)", "localhost.:\(port)",
      "127.0.0.1.evil.example:\(port)", "0.0.0.0:\(port)", "[::1]:\(port)", "127.1:\(port)",
      "2130706433:\(port)", "0x7f.1:\(port)", "127.0.0.2:\(port)", "me@127.0.0.1:\(port)",
      "LOCALHOST:\(port)", "127.0.0.1:\(port), evil.example", "127.0.0.1:\(port)/",
      "localhost:\(port)#",
      "http://127.0.0.1:\(port)", "127.0.0.1:", ":\(port)", "127.0.0.1 :\(port)",
    ]
    return kinds("host", [403, 400], foreign) { page.request(host: $0) }
      + lines(
        "second host", [400],
        ["Host: \(page.host)", "hOST: \(page.host)", "Host: evil.example", "Host:"])
      + kinds("no host", [400], ["/", "/main.js"]) { page.request($0, host: nil) }
      + kinds("empty host", [400, 403], ["Host:", "Host: "]) {
        page.request(host: nil, adding: [$0])
      }
  }

  private var sources: [HostileRequest] {
    let port = page.server.port
    let origins = [
      "null", "http://evil.example", "https://127.0.0.1:\(port)", "http://127.0.0.1:\(port + 1)",
      "http://127.0.0.1", "http://127.0.0.1:\(port)/", "http://localhost:\(port)",
      "127.0.0.1:\(port)", "",
      "http://127.0.0.1:\(port).evil.example", "HTTP://127.0.0.1:\(port)", "file://",
      "ws://127.0.0.1:\(port)",
    ].map { "Origin: \($0)" }
    let own = "Origin: http://\(page.host)"
    let sites = ["cross-site", "same-site", "Same-Origin", "", "none, cross-site", "anything"]
      .map { "Sec-Fetch-Site: \($0)" }
    let twice = [
      "\(own)|\(own)", "\(own)|Origin: null", "Origin: null|\(own)",
      "Sec-Fetch-Site: none|Sec-Fetch-Site: cross-site", "\(own)|Sec-Fetch-Site: cross-site",
    ]
    let opened = kinds("opened by another site", [403], sites) {
      page.request("/?token=\(page.token)", cookie: nil, adding: [$0])
    }
    return lines("source", [403], origins + sites + twice) + opened
  }

  private var keys: [HostileRequest] {
    let (cookie, token) = (page.cookie, page.token)
    let name = String(cookie.prefix { $0 != "=" })
    let value = String(cookie.dropFirst(name.count + 1))
    let wrong = "\(name)=\(String(repeating: "0", count: 32))"
    let cookies = [
      wrong, "\(name)=", name, "=\(value)", "\(name)x\(value)", value, "\(name)=\(token)",
      String(cookie.dropLast()),
      "\(cookie)0",
      "\(name)=\"\(value)\"", "\(name) =\(value)", "\(name)= \(value)", "x\(cookie)",
      "toygan=\(value)",
      "\(name.uppercased())=\(value)", "\(name)=\(value.dropLast())\u{e9}", "\(cookie); \(wrong)",
      "\(wrong); \(cookie)", "\(cookie); \(name)=", "\(cookie)=", "\(cookie) x", "a=\(cookie)",
      "\(cookie), a=b",
    ]
    let tokens = [
      String(repeating: "0", count: 32), "", String(token.dropLast()), "\(token)0", "\(token)&x=1",
      "%20\(token)",
      "\(token)%00", "\(token)\(token)", value, "\(token)/", "x&token=\(token)",
    ].map { "/?token=\($0)" }
    let places = [
      "/?TOKEN=\(token)", "/?token", "//?token=\(token)", "/main.js?token=\(token)",
      "/?a=&token=\(token)",
    ]
    return kinds("cookie", [403], cookies) { page.request(cookie: $0) }
      + kinds("cookie", [403], [wrong, "\(name)="]) { page.request(adding: ["Cookie: \($0)"]) }
      + kinds("token", [403], tokens + places) { page.request($0, cookie: nil) }
      + kinds("token beside the cookie", [403], tokens) { page.request($0) }
  }

  private var paths: [HostileRequest] {
    let missing = [
      "//", "/..", "/.", "/../main.js", "/../../etc/passwd", "/etc/passwd", "/%2e%2e/main.js",
      "//main.js",
      "/main.js/", "/main.js?x=1", "/main.js?", "/main.js%00", "/%6dain.js", "/MAIN.JS",
      "/./main.js",
      "/main.js;x", "/main.js%20", "/x/../main.js", "/socket/", "/socket?", "/Socket", "/?",
      "/favicon.ico",
      "/main.js%0d%0aSet-Cookie:%20a=b", "/main.js&", "/main", "/index.html", "/\\..\\main.js",
      "/~root",
    ]
    let malformed = [
      "http://\(page.host)/main.js", "http://evil.example/main.js", "main.js", "*", "?",
      "/main.js#x", "",
      "\(page.host)", "\\main.js", "file:///etc/passwd", "/main .js", "/main.js\t",
      "/main\u{7f}.js", "/m\u{e4}in.js",
    ]
    return kinds("path", [404], missing) { page.request($0) }
      + kinds("path", [400, 404, 505], malformed) { page.request($0) }
  }
}
