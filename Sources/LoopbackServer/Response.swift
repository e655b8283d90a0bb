import NIOCore
import NIOHTTP1

/// An answer to a request, with the headers that every answer has.
struct Response {
  var status: HTTPResponseStatus
  var headers: HTTPHeaders
  var body: ByteBuffer

  init(_ status: HTTPResponseStatus, headers: [(String, String)], body: ByteBuffer) {
    self.status = status
    self.headers = HTTPHeaders(headers + Self.always)
    self.headers.add(name: "Content-Length", value: "\(body.readableBytes)")
    self.body = body
  }

  /// The content of an asset.
  init(_ asset: Asset) {
    self.init(
      .ok, headers: [("Content-Type", asset.mediaType)], body: ByteBuffer(bytes: asset.bytes))
  }

  /// A refusal, as a page of plain text, after which the connection ends.
  init(_ refusal: Refusal) {
    let type = ("Content-Type", "text/plain; charset=utf-8")
    self.init(
      refusal.status, headers: refusal.headers + [type, ("Connection", "close")],
      body: ByteBuffer(string: refusal.text + "\n"))
  }

  /// The way to the page without the token, which thus is in no history and no bookmark, with the cookie.
  init(settingCookie cookie: SessionCookie) {
    let headers = [("Location", "/"), ("Set-Cookie", cookie.setting)]
    self.init(.seeOther, headers: headers, body: ByteBuffer())
  }

  /// Nothing but what this server gives may run in the page, no other page may show or read it, and nothing is stored.
  private static let always = [
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self' blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
  ]
}
