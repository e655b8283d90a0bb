import ToyGANSettings

/// The files in a zip archive in memory, such as NumPy's `.npz`.
struct ZipArchive {
  /// A file of the archive.
  struct Entry {
    let name: String
    fileprivate let isEncrypted: Bool
    fileprivate let method: Int
    fileprivate let checksum: Int
    fileprivate let compressedSize: Int
    fileprivate let size: Int
    fileprivate let place: Int
  }

  /// The files in the order of the archive's directory.
  let entries: [Entry]
  private let bytes: [UInt8]
  private let name: String

  /// Largest number of files: a NumPy archive has a file for each array.
  private static let maximumEntries = 10_000

  static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4b, 3, 4]) || bytes.starts(with: [0x50, 0x4b, 5, 6])
  }

  /// Reads the directory of an archive (PKWARE's application note, sections 4.3.12 and 4.3.16).
  ///
  /// Throws `FileError` with the file's `name` if it is damaged.
  init(_ bytes: [UInt8], name: String) throws(FileError) {
    (self.bytes, self.name) = (bytes, name)
    // The directory's end record is followed by a comment of at most 65535 bytes, up to the end of the file.
    let first = max(0, bytes.count - 22 - 65_535)
    guard bytes.count >= 22,
      let end = (first...bytes.count - 22).last(where: {
        bytes[$0...].starts(with: [0x50, 0x4b, 5, 6])
          && $0 + 22 + bytes[$0...].number(at: 20, bytes: 2) == bytes.count
      })
    else { throw Self.damaged(name, "without its directory; it may be cut off") }
    let record = bytes[end...]
    let (count, start) = (record.number(at: 10, bytes: 2), record.number(at: 16, bytes: 4))
    guard count <= Self.maximumEntries else {
      throw Self.damaged(name, "of \(count) files, where \(Self.maximumEntries) are the most")
    }
    var (entries, place) = ([Entry](), start)
    for _ in 0..<count {
      guard let (entry, next) = Self.entry(in: bytes[..<end], at: place) else {
        throw Self.damaged(name, "with a damaged directory")
      }
      entries.append(entry)
      place = next
    }
    self.entries = entries
  }

  /// The entry at a place of the directory, and the place of the next one; nil if it is damaged.
  private static func entry(in bytes: ArraySlice<UInt8>, at place: Int) -> (Entry, next: Int)? {
    guard place >= 0, place + 46 <= bytes.endIndex else { return nil }
    let header = bytes[place...]
    guard header.starts(with: [0x50, 0x4b, 1, 2]) else { return nil }
    let (nameLength, extraLength) = (
      header.number(at: 28, bytes: 2), header.number(at: 30, bytes: 2)
    )
    let next = place + 46 + nameLength + extraLength + header.number(at: 32, bytes: 2)
    guard next <= bytes.endIndex else { return nil }
    let nameEnd = place + 46 + nameLength
    var sizes = [
      header.number(at: 24, bytes: 4), header.number(at: 20, bytes: 4),
      header.number(at: 42, bytes: 4),
    ]
    guard largeSizes(bytes[nameEnd..<nameEnd + extraLength], of: &sizes) else { return nil }
    let entry = Entry(
      name: String(decoding: bytes[(place + 46)..<nameEnd], as: UTF8.self),
      isEncrypted: header.number(at: 8, bytes: 2) & 1 != 0,
      method: header.number(at: 10, bytes: 2), checksum: header.number(at: 16, bytes: 4),
      compressedSize: sizes[1], size: sizes[0], place: sizes[2])
    return (entry, next)
  }

  /// Replaces sizes of 0xFFFFFFFF by those of eight bytes in the entry's further fields; false if one is missing.
  private static func largeSizes(_ fields: ArraySlice<UInt8>, of sizes: inout [Int]) -> Bool {
    let marked = sizes.indices.filter { sizes[$0] == 0xffff_ffff }
    guard !marked.isEmpty else { return true }
    var rest = fields
    while rest.count >= 4 {
      let (kind, length) = (rest.number(at: 0, bytes: 2), rest.number(at: 2, bytes: 2))
      rest = rest.dropFirst(4)
      guard kind == 1 else {
        rest = rest.dropFirst(length)
        continue
      }
      for (order, index) in marked.enumerated() {
        let numbers = rest.prefix(length)
        // The highest byte of a size that fits into memory is 0.
        guard numbers.count >= 8 * order + 8,
          numbers[numbers.startIndex + 8 * order + 7] == 0
        else { return false }
        sizes[index] = numbers.number(at: 8 * order, bytes: 8)
      }
      return true
    }
    return false
  }

  /// The contents of a file, at most `maximumBytes`.
  ///
  /// Throws `FileError` with the archive's and the file's name if they are damaged, encrypted, compressed by
  /// another method than Deflate, or larger than the limit.
  func contents(
    of entry: Entry, maximumBytes: Int = RegularFile.maximumBytes
  ) throws(FileError) -> [UInt8] {
    let place = "\(name) '\(entry.name.inOneLine(60))'"
    guard !entry.isEncrypted else {
      throw FileError(file: place, value: "an encrypted file", allowed: "one without a password")
    }
    guard entry.size <= maximumBytes else {
      throw Inflater.Damage.tooLarge.refusal(of: place, maximumBytes: maximumBytes)
    }
    let data = try compressed(entry, at: place)
    let contents: [UInt8]
    switch entry.method {
    case 0: contents = Array(data)
    case 8:
      do {
        contents = try Inflater.inflate(data, in: .none, maximumBytes: entry.size).bytes
      } catch {
        throw error == .tooLarge
          ? Self.damaged(place, "of another size than its directory states")
          : error.refusal(of: place)
      }
    default:
      throw FileError(
        file: place, value: "method \(entry.method) of compression", allowed: "none, or Deflate")
    }
    guard contents.count == entry.size,
      Int(RedundancyCheck.zlib.checksum(contents)) == entry.checksum
    else { throw Self.damaged(place, "whose contents do not fit their check") }
    return contents
  }

  /// The stored bytes of a file, which may be compressed and stand after its own header.
  private func compressed(_ entry: Entry, at place: String) throws(FileError) -> ArraySlice<UInt8> {
    let cut = Self.damaged(place, "that is not where its directory states")
    guard entry.place >= 0, entry.place <= bytes.count - 30 else { throw cut }
    let header = bytes[entry.place...]
    guard header.starts(with: [0x50, 0x4b, 3, 4]) else { throw cut }
    let start =
      entry.place + 30 + header.number(at: 26, bytes: 2) + header.number(at: 28, bytes: 2)
    guard entry.compressedSize >= 0, start <= bytes.count,
      entry.compressedSize <= bytes.count - start
    else { throw cut }
    return bytes[start..<start + entry.compressedSize]
  }

  private static func damaged(_ place: String, _ what: String) -> FileError {
    FileError(
      file: place, value: "an archive \(what)", allowed: "a whole archive, as numpy.savez writes it"
    )
  }
}

extension ArraySlice<UInt8> {
  /// The little-endian number of some bytes; traps if they are not in the slice.
  fileprivate func number(at offset: Int, bytes: Int) -> Int {
    self[(startIndex + offset)..<(startIndex + offset + bytes)].reversed().reduce(0) {
      $0 << 8 | Int($1)
    }
  }
}
