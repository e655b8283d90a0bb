/// What the owner of the server does with the messages of one WebSocket.
///
/// All calls come from the server's only thread, one after the other, and must return soon.
public protocol SocketHandler: AnyObject, Sendable {
  /// A text message of the page arrived.
  func received(_ text: String)
  /// The WebSocket has ended, for whatever reason; this is the last call, and it comes once.
  func closed()
}
