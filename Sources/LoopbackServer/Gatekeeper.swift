import NIOHTTP1

/// Decides what a request gets, from its head alone.
///
/// The checks run from the outside inwards: what the request is sent to and by whom; its form; the key; the path.
/// A page of another origin, or of another name for this address, thus learns nothing, not even which paths exist.
struct Gatekeeper: Sendable {
  /// What a request may have.
  enum Grant {
    /// The cookie, in exchange for the token of the address.
    case cookie
    case asset(Asset)
    /// A WebSocket.
    case socket
  }

  static let socketPath = "/socket"

  let token = Secret()
  let cookie: SessionCookie
  private let hosts: Set<String>
  private let assets: [String: Asset]
  private let addressBytes: Int

  /// A gatekeeper for a port; browsers leave port 80 out.
  init(port: Int, cookieName: String, assets: [Asset], addressBytes: Int) {
    let suffix = port == 80 ? "" : ":\(port)"
    hosts = ["127.0.0.1\(suffix)", "localhost\(suffix)"]
    cookie = SessionCookie(name: "\(cookieName)-\(port)")
    self.assets = Dictionary(assets.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.addressBytes = addressBytes
  }

  /// What a request may have, or why it has nothing.
  func grant(_ head: HTTPRequestHead) throws(Refusal) -> Grant {
    guard head.version == .http1_1 else { throw Refusal(HTTPParserError.invalidVersion) }
    try checkSource(of: head)
    try checkForm(of: head)
    if let token = tokenShown(in: head.uri) {
      guard self.token.matches(token) else { throw .withoutKey }
      return .cookie
    }
    guard cookie.isCarried(by: head.headers) else { throw .withoutKey }
    if head.uri == Self.socketPath { return .socket }
    guard let asset = assets[head.uri] else { throw Refusal(.notFound, "There is no such page.") }
    return .asset(asset)
  }

  /// Refuses what another site made a browser send, and names that were bound to this address by somebody else.
  private func checkSource(of head: HTTPRequestHead) throws(Refusal) {
    let named = head.headers["host"]
    guard named.count == 1, let host = named.first else {
      throw Refusal(.badRequest, "A request must have one Host header.")
    }
    let origins = head.headers["origin"]
    let isOwnOrigin = origins.allSatisfy { $0 == "http://\(host)" } && origins.count <= 1
    let isOwnSite = head.headers["sec-fetch-site"].allSatisfy {
      ["same-origin", "none"].contains($0)
    }
    guard hosts.contains(host), isOwnOrigin, isOwnSite else {
      throw Refusal(.forbidden, "This request comes from another site.")
    }
    // Browsers let any page open a WebSocket to any host, and always say who asks.
    guard !origins.isEmpty || head.uri != Self.socketPath else {
      throw Refusal(.forbidden, "A WebSocket needs an Origin header.")
    }
  }

  private func checkForm(of head: HTTPRequestHead) throws(Refusal) {
    guard head.method == .GET || head.method == .HEAD else {
      throw Refusal(
        .methodNotAllowed, "Only GET and HEAD are allowed.", headers: [("Allow", "GET, HEAD")])
    }
    guard head.headers["transfer-encoding"].isEmpty else {
      throw Refusal(.badRequest, "A request must have no body.")
    }
    guard head.headers["content-length"].allSatisfy({ $0 == "0" }) else {
      throw Refusal(.payloadTooLarge, "A request must have no body.")
    }
    guard head.uri.utf8.count <= addressBytes else {
      throw Refusal(.uriTooLong, "The address is too long.")
    }
    if head.uri == Self.socketPath {
      try checkHandshake(head)
    } else if !head.headers["upgrade"].isEmpty {
      throw Refusal(.badRequest, "There is no other protocol here.")
    }
  }

  /// The token in `/?token=...`, if the address has this form.
  private func tokenShown(in address: String) -> Substring? {
    let start = "/?token="
    return address.hasPrefix(start) ? address.dropFirst(start.count) : nil
  }
}
