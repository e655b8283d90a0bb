import ToyGANSettings

/// The encoding of texts that users write: UTF-8, with or without a byte order mark.
package enum TextEncoding {
  /// The bytes of a text without its byte order mark.
  ///
  /// Throws `FileError` with the file's `name` if the mark is that of UTF-16.
  package static func withoutMark(
    _ bytes: [UInt8], name: String
  ) throws(FileError) -> ArraySlice<UInt8> {
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      throw FileError(file: name, value: "a text in UTF-16", allowed: "a text in UTF-8")
    }
    return bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes[3...] : bytes[...]
  }
}
