import NIOHTTP1

/// The cookie by which the server knows a browser that was opened with the right address.
///
/// Browsers send a cookie to every port of a host. The port is therefore part of the name, and the value is not
/// the token of the address.
struct SessionCookie: Sendable {
  let name: String
  let secret = Secret()

  /// The value of `Set-Cookie`.
  var setting: String { "\(name)=\(secret.text); HttpOnly; SameSite=Strict; Path=/" }

  /// Whether a request carries the cookie, and no other value under the same name.
  func isCarried(by headers: HTTPHeaders) -> Bool {
    let values = headers["cookie"].flatMap { $0.split(separator: ";") }.compactMap(value)
    return !values.isEmpty && values.allSatisfy { secret.matches($0) }
  }

  /// The value of one pair of a `Cookie` header, if it has our name.
  private func value(of pair: Substring) -> Substring? {
    let trimmed = pair.drop { $0 == " " }
    guard trimmed.hasPrefix("\(name)=") else { return nil }
    return trimmed.dropFirst(name.count + 1)
  }
}
