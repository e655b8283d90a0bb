import CZlib

/// Decompresses data in the format Deflate (RFC 1951), by zlib.
enum Inflater {
  /// Why data cannot be decompressed.
  enum Damage: Error, Equatable {
    /// The data end too early.
    case incomplete
    /// The data break a rule of the format, with zlib's reason.
    case malformed(String)
    /// The result would be larger than the limit.
    case tooLarge
  }

  /// What stands around the data; the numbers are zlib's window bits.
  enum Envelope: Int32 {
    /// Nothing.
    case none = -15
    /// Header and check of gzip (RFC 1952).
    case gzip = 31
  }

  /// The decompressed bytes, and the index in `bytes` at which the compressed data end.
  ///
  /// No memory is used before it is filled, so that a small file cannot claim much of it.
  static func inflate(
    _ bytes: ArraySlice<UInt8>, in envelope: Envelope, maximumBytes: Int
  ) throws(Damage) -> (bytes: [UInt8], end: Int) {
    // zlib's state points back to the stream, which therefore must not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    guard toygan_inflate_init(stream, envelope.rawValue) == Z_OK else {
      fatalError("zlib has no memory for its state")
    }
    defer { inflateEnd(stream) }
    return try bytes.withUnsafeBufferPointer { input throws(Damage) in
      let (output, used) = try outflow(of: stream, input, maximumBytes: maximumBytes)
      return (output, bytes.startIndex + used)
    }
  }

  /// What a stream makes of its input, and how many bytes of the input it used.
  private static func outflow(
    of stream: UnsafeMutablePointer<z_stream>, _ input: UnsafeBufferPointer<UInt8>,
    maximumBytes: Int
  ) throws(Damage) -> (bytes: [UInt8], used: Int) {
    var (output, given) = ([UInt8](), 0)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if stream.pointee.avail_in == 0, given < input.count, let start = input.baseAddress {
        // zlib counts in 32 bits.
        let count = min(input.count - given, 1 << 30)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: start + given)
        stream.pointee.avail_in = UInt32(count)
        given += count
      }
      let status = chunk.withUnsafeMutableBufferPointer { chunk in
        stream.pointee.next_out = chunk.baseAddress
        stream.pointee.avail_out = UInt32(chunk.count)
        return CZlib.inflate(stream, Z_NO_FLUSH)
      }
      output += chunk.dropLast(Int(stream.pointee.avail_out))
      guard output.count <= maximumBytes else { throw .tooLarge }
      switch status {
      case Z_OK: continue
      case Z_STREAM_END: return (output, given - Int(stream.pointee.avail_in))
      // All input is used, and the end has not come.
      case Z_BUF_ERROR: throw .incomplete
      default: throw .malformed(stream.pointee.msg.map { String(cString: $0) } ?? "unknown")
      }
    }
  }
}
