import NIOHTTP1

extension Gatekeeper {
  /// Refuses what is not the opening handshake of a WebSocket of version 13 (RFC 6455, section 4.2.1).
  func checkHandshake(_ head: HTTPRequestHead) throws(Refusal) {
    guard head.method == .GET, hasOnly("upgrade", ["websocket"], in: head),
      hasOnly("connection", ["upgrade", "keep-alive, upgrade"], in: head)
    else { throw Refusal(.badRequest, "Only a WebSocket can be opened here.") }
    guard head.headers["sec-websocket-version"] == ["13"] else {
      throw Refusal(
        .upgradeRequired, "Only version 13 of WebSocket is known here.",
        headers: [("Sec-WebSocket-Version", "13"), ("Upgrade", "websocket")])
    }
    let keys = head.headers["sec-websocket-key"]
    guard keys.count == 1, keys.allSatisfy(isKey) else {
      throw Refusal(.badRequest, "A WebSocket needs one key of 16 bytes.")
    }
  }

  /// Whether there is one header with this name, whose value is one of those that browsers send.
  ///
  /// The HTTP decoder must agree that frames follow. Its reading of rarer forms could differ from ours.
  private func hasOnly(_ header: String, _ values: Set<String>, in head: HTTPRequestHead) -> Bool {
    let found = head.headers[header]
    return found.count == 1 && found.allSatisfy { values.contains($0.lowercased()) }
  }

  /// Whether a text is 16 bytes in base64: 22 digits, the last with four unused bits, and two signs of equality.
  private func isKey(_ text: String) -> Bool {
    guard text.utf8.count == 24, text.hasSuffix("==") else { return false }
    let digits = text.dropLast(2)
    let areDigits = digits.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "/")
    }
    return areDigits && digits.last.map { "AQgw".contains($0) } == true
  }
}
