import ToyGANSettings

extension PointList {
  /// Appends the rows of an array in NumPy's format, version 1.0, 2.0 or 3.0.
  ///
  /// Throws unless the array is little-endian float32 or float64, in C order and of the right
  /// shape, and fills the file exactly. The format, according to the documentation of
  /// `numpy.lib.format`: a magic string, two bytes of version, the length of the header in two
  /// bytes (four from version 2.0), the header, the numbers.
  mutating func append(npy bytes: [UInt8]) throws(FileError) {
    guard !bytes.isEmpty else { return }
    let place = try headerPlace(in: bytes)
    guard let header = try? NumPyHeader(bytes[place]) else {
      let text = String(decoding: bytes[place].prefix(400), as: UTF8.self)
      throw refusal(
        "the header \(text.inOneLine(80))",
        allowed: "{'descr': '<f4', 'fortran_order': False, 'shape': (n, \(dimension))}")
    }
    let isSingle = try isSinglePrecision(header)
    try requireShape(header)
    let numbers = bytes[place.upperBound...]
    try requireSize(header, of: numbers.count, width: isSingle ? 4 : 8)
    numbers.withUnsafeBytes { numbers in
      for row in 0..<header.shape[0] { append(row, of: numbers, isSingle: isSingle) }
    }
  }

  /// The position of the header; NumPy's own headers have about 118 bytes, and NumPy warns above 10,000.
  private func headerPlace(in bytes: [UInt8]) throws(FileError) -> Range<Int> {
    let array = "an array as numpy.save writes it"
    guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw refusal("a file without the first bytes of .npy", allowed: array)
    }
    guard bytes.count >= 12 else { throw refusal("a file of \(bytes.count) bytes", allowed: array) }
    guard 1...3 ~= bytes[6], bytes[7] == 0 else {
      throw refusal("format \(bytes[6]).\(bytes[7])", allowed: "format 1.0, 2.0 or 3.0")
    }
    let start = bytes[6] == 1 ? 10 : 12
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    let most = min(bytes.count - start, 1 << 16)
    guard length <= most else {
      throw refusal("a header of \(length) bytes", allowed: "at most \(most) bytes in this file")
    }
    return start..<start + length
  }

  private func isSinglePrecision(_ header: NumPyHeader) throws(FileError) -> Bool {
    if ["<f4", "<f8"].contains(header.type) { return header.type == "<f4" }
    let type = "'\(header.type.inOneLine(40))'"
    let value =
      switch header.type.first {
      case ">": "an array of big-endian \(type)"
      case "|" where header.type == "|O": "an array of pickled objects, which are never loaded,"
      default: "an array of type \(type)"
      }
    throw refusal(value, allowed: "little-endian float32 or float64, '<f4' or '<f8'")
  }

  private func requireShape(_ header: NumPyHeader) throws(FileError) {
    guard !header.isFortranOrder else {
      throw refusal("an array in Fortran order", allowed: "C order (numpy.ascontiguousarray)")
    }
    let isFlat = dimension == 1 && header.shape.count == 1
    guard isFlat || header.shape.count == 2 && header.shape[1] == dimension else {
      throw refusal(
        "an array of shape \(header.shapeText.inOneLine(40))",
        allowed: "shape (n, d) with the target's d = \(dimension)")
    }
  }

  /// Throws unless the file contains exactly the numbers that the header states.
  private func requireSize(
    _ header: NumPyHeader, of available: Int, width: Int
  ) throws(FileError) {
    let (size, overflows) = header.shape[0].multipliedReportingOverflow(by: dimension * width)
    guard overflows || size != available else { return }
    throw refusal(
      "\(available) bytes of numbers",
      allowed: overflows
        ? "fewer than the shape \(header.shapeText) needs"
        : "\(size) bytes, which shape \(header.shapeText) of '\(header.type)' needs")
  }

  private mutating func append(
    _ row: Int, of numbers: UnsafeRawBufferPointer, isSingle: Bool
  ) {
    for place in row * dimension..<(row + 1) * dimension {
      if isSingle {
        let word = numbers.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)
        append(Double(Float(bitPattern: UInt32(littleEndian: word))))
      } else {
        let word = numbers.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self)
        append(Double(bitPattern: UInt64(littleEndian: word)))
      }
    }
    endPoint { point in
      ("[\(row)]", "'\(point.map(CSV.text).joined(separator: ",").inOneLine(40))'")
    }
  }
}
