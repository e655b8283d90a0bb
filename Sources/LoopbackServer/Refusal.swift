import NIOHTTP1

/// A request that the server does not follow, with the status and the text that the client gets.
struct Refusal: Error {
  var status: HTTPResponseStatus
  var text: String
  var headers: [(String, String)] = []

  init(_ status: HTTPResponseStatus, _ text: String, headers: [(String, String)] = []) {
    self.status = status
    self.text = text
    self.headers = headers
  }

  /// The refusal of what the HTTP decoder could not read.
  init(_ error: HTTPParserError) {
    switch error {
    case .headerOverflow:
      self.init(.requestHeaderFieldsTooLarge, "The head of the request is too long.")
    case .invalidVersion:
      self.init(.httpVersionNotSupported, "This server speaks HTTP/1.1 only.")
    default:
      self.init(.badRequest, "This is not a request of HTTP/1.1.")
    }
  }

  static let withoutKey = Refusal(
    .forbidden,
    "This page has a key. Open the address that the command printed in the terminal; the key is part of it."
  )
  static let tooManySockets = Refusal(.serviceUnavailable, "The page is open too many times.")
}
