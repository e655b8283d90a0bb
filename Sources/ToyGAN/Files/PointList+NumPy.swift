import ToyGANSettings

extension PointList {
  /// Appends the rows of an array in NumPy's format, version 1.0, 2.0 or 3.0.
  ///
  /// Throws unless the array is of real numbers and of the right shape, and fills the file exactly; `columns`,
  /// counted from 0, are those that are read, if not all. The format, according to the documentation of
  /// `numpy.lib.format`: a magic string, two bytes of version, the length of the header in two bytes (four
  /// from version 2.0), the header, the numbers.
  mutating func append(npy bytes: [UInt8], columns: [Int]? = nil) throws(FileError) {
    guard !bytes.isEmpty else { return }
    let place = try headerPlace(in: bytes)
    let header = try header(bytes[place])
    let number = try numberType(header)
    let array = try layout(header, columns: columns, number: number)
    let numbers = bytes[place.upperBound...]
    try requireSize(header, of: numbers.count, width: number.width)
    numbers.withUnsafeBytes { numbers in
      for row in 0..<header.shape[0] { append(row, of: numbers, array) }
    }
  }

  /// Where the numbers of a row are.
  private struct Layout {
    let number: NumPyNumber
    let columns: [Int]
    /// Distances in numbers from a row to the next one, and from a column to the next one.
    let (rowStride, columnStride): (Int, Int)
  }

  /// The position of the header; NumPy's own headers have about 118 bytes, and NumPy warns above 10,000.
  private func headerPlace(in bytes: [UInt8]) throws(FileError) -> Range<Int> {
    let array = "an array as numpy.save writes it"
    guard SampleFormat.isNumPy(bytes) else {
      throw refusal("a file without the first bytes of .npy", allowed: array)
    }
    guard bytes.count >= 12 else { throw refusal("a file of \(bytes.count) bytes", allowed: array) }
    guard 1...3 ~= bytes[6], bytes[7] == 0 else {
      throw refusal(has: "format \(bytes[6]).\(bytes[7])", allowed: "format 1.0, 2.0 or 3.0")
    }
    let start = bytes[6] == 1 ? 10 : 12
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    let most = min(bytes.count - start, 1 << 16)
    guard length <= most else {
      throw refusal(
        has: "a header of \(length) bytes", allowed: "at most \(most) bytes in this file")
    }
    return start..<start + length
  }

  private func header(_ bytes: ArraySlice<UInt8>) throws(FileError) -> NumPyHeader {
    do throws(PythonLiterals.Malformed) { return try NumPyHeader(bytes) } catch {
      guard error.expected != NumPyHeader.numbers else {
        let type = error.rest.prefix { $0 != UInt8(ascii: "]") } + [UInt8(ascii: "]")]
        throw refusal(
          "a structured array of type \(String(decoding: type.prefix(200), as: UTF8.self).inOneLine(60))",
          allowed: NumPyNumber.allowed)
      }
      let rest = error.rest.prefix { $0 != UInt8(ascii: "\n") }.trimmed
      let end = rest.isEmpty ? "at its end" : "at \(rest.quoted)"
      throw refusal(
        has: bytes.allSatisfy { $0 <= 0x20 } ? "an empty header" : "a header with a fault \(end)",
        allowed: error.expected.inOneLine(160))
    }
  }

  private func numberType(_ header: NumPyHeader) throws(FileError) -> NumPyNumber {
    if let number = NumPyNumber(header.type) { return number }
    throw refusal(
      header.type == "|O"
        ? "an array of pickled objects, which are never loaded,"
        : "an array of type '\(header.type.inOneLine(40))'",
      allowed: NumPyNumber.allowed)
  }

  private func layout(
    _ header: NumPyHeader, columns: [Int]?, number: NumPyNumber
  ) throws(FileError) -> Layout {
    let (shape, text) = (header.shape, "an array of shape \(header.shapeText.inOneLine(40))")
    // An array of one dimension has one number in a row.
    let width = shape.count == 1 ? 1 : shape.count == 2 ? shape[1] : nil
    let rule = "shape (n, d) with the target's d = \(dimension)"
    guard let width else { throw refusal(text, allowed: rule) }
    if let columns {
      guard columns.allSatisfy((0..<width).contains) else {
        throw refusal(text, allowed: "one with column \((columns.max() ?? 0) + 1)")
      }
    } else if width != dimension {
      let hint =
        shape.count == 2 && shape[0] == dimension
        ? "; its transpose would fit" : width > dimension ? ", or a choice of its columns" : ""
      throw refusal(text, allowed: rule + hint)
    }
    let isFortran = header.isFortranOrder && shape.count == 2
    return Layout(
      number: number, columns: columns ?? Array(0..<width), rowStride: isFortran ? 1 : width,
      columnStride: isFortran ? shape[0] : 1)
  }

  /// Throws unless the file contains exactly the numbers that the header states.
  private func requireSize(
    _ header: NumPyHeader, of available: Int, width: Int
  ) throws(FileError) {
    var (size, overflows) = (width, false)
    for length in header.shape {
      let product = size.multipliedReportingOverflow(by: length)
      (size, overflows) = (product.partialValue, overflows || product.overflow)
    }
    guard overflows || size != available else { return }
    throw refusal(
      has: "\(available) bytes of numbers",
      allowed: overflows
        ? "fewer than the shape \(header.shapeText) needs"
        : "\(size) bytes, which shape \(header.shapeText) of '\(header.type)' needs")
  }

  private mutating func append(_ row: Int, of numbers: UnsafeRawBufferPointer, _ array: Layout) {
    for column in array.columns {
      let place = row * array.rowStride + column * array.columnStride
      append(array.number.value(in: numbers, at: array.number.width * place))
    }
    endPoint { point in
      ("[\(row)]", "'\(point.map(CSV.text).joined(separator: ",").inOneLine(40))'")
    }
  }
}
