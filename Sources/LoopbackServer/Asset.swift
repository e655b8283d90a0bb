/// A file that the server gives to the page, held in memory.
///
/// The server never reads a path of the disk: what is not an asset does not exist.
public struct Asset: Sendable {
  /// The path in the address, for example `/main.js`; it must be equal byte by byte.
  public var path: String
  /// The value of `Content-Type`, for example `text/javascript; charset=utf-8`.
  public var mediaType: String
  /// The content.
  public var bytes: [UInt8]

  /// A file at a path.
  public init(path: String, mediaType: String, bytes: [UInt8]) {
    self.path = path
    self.mediaType = mediaType
    self.bytes = bytes
  }
}
