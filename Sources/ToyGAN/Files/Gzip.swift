import ToyGANSettings

/// Decompresses files of gzip (RFC 1952).
enum Gzip {
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// The contents of all members, at most `maximumBytes`.
  ///
  /// Throws `FileError` with the file's `name` for data that are damaged, cut off or larger than the limit, also
  /// if the check of a member does not fit its contents.
  static func contents(
    of bytes: [UInt8], name: String, maximumBytes: Int = RegularFile.maximumBytes
  ) throws(FileError) -> [UInt8] {
    var (contents, rest) = ([UInt8](), bytes[...])
    repeat {
      let start = try dataStart(of: rest, name: name)
      let member: (bytes: [UInt8], end: Int)
      do {
        member = try Inflater.inflate(rest[start...], maximumBytes: maximumBytes - contents.count)
      } catch {
        throw error.refusal(of: name, maximumBytes: maximumBytes)
      }
      let trailer = rest[member.end...].prefix(8)
      guard trailer.count == 8 else { throw Inflater.Damage.incomplete.refusal(of: name) }
      guard trailer.number(at: 0, bytes: 4) == Int(RedundancyCheck.zlib.checksum(member.bytes)),
        trailer.number(at: 4, bytes: 4) == member.bytes.count & 0xffff_ffff
      else {
        throw FileError(
          file: name, has: "data that do not fit their check", allowed: "a whole file of gzip")
      }
      contents += member.bytes
      rest = rest[trailer.endIndex...]
    } while rest.starts(with: [0x1f, 0x8b])
    // Tapes and some programs fill the last block with zeros.
    guard rest.allSatisfy({ $0 == 0 }) else {
      throw FileError(
        file: name, has: "\(rest.count) bytes after the compressed data",
        allowed: "nothing after them")
    }
    return contents
  }

  /// The index at which the compressed data of a member begin, after its header.
  private static func dataStart(
    of member: ArraySlice<UInt8>, name: String
  ) throws(FileError) -> Int {
    let cut = Inflater.Damage.incomplete.refusal(of: name)
    guard member.count >= 18 else { throw cut }
    let flags = member[member.startIndex + 3]
    guard member[member.startIndex + 2] == 8, flags & 0xe0 == 0 else {
      throw FileError(
        file: name, value: "gzip with another method of compression", allowed: "Deflate")
    }
    var place = member.startIndex + 10
    if flags & 4 != 0 { place += 2 + member.number(at: 10, bytes: 2) }
    // The name of the file and a comment, each with a zero at its end.
    for flag in [UInt8(8), 16] where flags & flag != 0 {
      guard place < member.endIndex, let end = member[place...].firstIndex(of: 0) else { throw cut }
      place = end + 1
    }
    if flags & 2 != 0 { place += 2 }
    guard place < member.endIndex else { throw cut }
    return place
  }
}

extension ArraySlice<UInt8> {
  /// The little-endian number of some bytes; traps if they are not in the slice.
  func number(at offset: Int, bytes: Int) -> Int {
    self[(startIndex + offset)..<(startIndex + offset + bytes)].reversed().reduce(0) {
      $0 << 8 | Int($1)
    }
  }
}

extension Inflater.Damage {
  /// The error about a file, or a part of it, with compressed data.
  func refusal(of name: String, maximumBytes: Int = 0) -> FileError {
    switch self {
    case .incomplete:
      FileError(file: name, has: "compressed data that end too early", allowed: "a whole file")
    case .malformed:
      FileError(file: name, has: "damaged compressed data", allowed: "data of Deflate")
    case .tooLarge:
      FileError(
        file: name, has: "data of more than \(maximumBytes) bytes",
        allowed: "at most \(maximumBytes) bytes when decompressed")
    }
  }
}
