import ToyGANSettings

/// Decompresses files of gzip (RFC 1952), of one or more members.
enum Gzip {
  static func isGzip(_ bytes: some Sequence<UInt8>) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// The contents of all members, at most `maximumBytes`.
  ///
  /// Throws `FileError` with the file's `name` for data that are damaged, cut off or larger than the limit, also
  /// if the check of a member does not fit its contents.
  static func contents(
    of bytes: [UInt8], name: String, maximumBytes: Int = RegularFile.maximumBytes
  ) throws(FileError) -> [UInt8] {
    var (contents, rest) = ([UInt8](), bytes[...])
    repeat {
      do {
        let member = try Inflater.inflate(
          rest, in: .gzip, maximumBytes: maximumBytes - contents.count)
        contents += member.bytes
        rest = rest[member.end...]
      } catch {
        throw error.refusal(of: name, maximumBytes: maximumBytes)
      }
    } while isGzip(rest)
    // Tapes and some programs fill the last block with zeros.
    guard rest.allSatisfy({ $0 == 0 }) else {
      throw FileError(
        file: name, has: "\(rest.count) bytes after the compressed data",
        allowed: "nothing after them")
    }
    return contents
  }
}

extension Inflater.Damage {
  /// The error about a file, or a part of it, with compressed data.
  func refusal(of name: String, maximumBytes: Int = 0) -> FileError {
    switch self {
    case .incomplete:
      FileError(file: name, has: "compressed data that end too early", allowed: "a whole file")
    case .malformed(let reason):
      FileError(file: name, has: "damaged compressed data (\(reason))", allowed: "a whole file")
    case .tooLarge:
      FileError(
        file: name, has: "data of more than \(maximumBytes) bytes",
        allowed: "at most \(maximumBytes) bytes when decompressed")
    }
  }
}
