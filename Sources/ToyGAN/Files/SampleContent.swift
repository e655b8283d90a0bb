import ToyGANSettings

/// The text or the array in a file, without the archive or the compression around it.
struct SampleContent {
  private(set) var bytes: [UInt8]
  /// The name in errors: that of the file, and of the array in it.
  private(set) var name: String
  let format: SampleFormat
  private(set) var notes: [String] = []

  init(_ bytes: [UInt8], named name: String, as reading: SampleReading) throws(FileError) {
    (self.bytes, self.name) = (bytes, name)
    if Gzip.isGzip(bytes) { self.bytes = try Gzip.contents(of: bytes, name: name) }
    format = reading.format ?? Self.format(of: self.bytes, named: name)
    guard format == .npz else { return }
    let archive = try ZipArchive(self.bytes, name: name)
    let entry = try Self.array(reading.array, in: archive, named: name)
    self.bytes = try archive.contents(of: entry)
    self.name += " '\(entry.name.inOneLine(60))'"
    notes = reading.array == nil ? ["the array '\(entry.arrayName.inOneLine(60))'"] : []
  }

  /// The samples, for settings that suit the format.
  func samples(dimension: Int, as reading: SampleReading) throws(FileError) -> ReadSamples {
    var points = PointList(name: name, dimension: dimension)
    if format == .csv {
      try refuseForeign()
      try points.append(csv: bytes, as: reading)
    } else {
      let columns = reading.columns.compactMap(Int.init).map { $0 - 1 }
      try points.append(npy: bytes, columns: columns.isEmpty ? nil : columns)
    }
    points.notes = notes + points.notes
    return try points.samples(droppingInvalid: reading.dropsInvalid)
  }

  /// The format by the first bytes; a file whose name promises an array is none of text.
  private static func format(of bytes: [UInt8], named name: String) -> SampleFormat {
    let found = SampleFormat(of: bytes)
    let parts = name.lowercased().split(separator: ".")
    let ending = parts.last == "gz" ? parts.dropLast().last : parts.last
    guard found == .csv, let stated = ending.flatMap({ SampleFormat(rawValue: String($0)) }) else {
      return found
    }
    return stated
  }

  /// The array of this name, or the only one.
  private static func array(
    _ wanted: String?, in archive: ZipArchive, named name: String
  ) throws(FileError) -> ZipArchive.Entry {
    let arrays = archive.entries.filter { $0.name.hasSuffix(".npy") }
    let names = arrays.map { "'\($0.arrayName.inOneLine(40))'" }.joined(separator: ", ")
    guard !arrays.isEmpty else {
      let isTorch = archive.entries.contains { $0.name.hasSuffix("data.pkl") }
      throw FileError(
        file: name,
        value: isTorch ? "PyTorch's file of pickled objects" : "an archive without arrays",
        allowed: isTorch
          ? "an array, as numpy.save('points.npy', points.cpu().numpy()) writes it"
          : "arrays, as numpy.savez writes them")
    }
    if let wanted {
      guard let array = arrays.first(where: { $0.arrayName == wanted || $0.name == wanted }) else {
        throw FileError(
          file: name, value: "an archive without '\(wanted.inOneLine(40))'",
          allowed: "one of \(names)")
      }
      return array
    }
    guard arrays.count == 1 else {
      throw FileError(
        file: name, value: "an archive of \(arrays.count) arrays",
        allowed: "the name of one: \(names)")
    }
    return arrays[0]
  }

  /// Throws `SettingError` for settings that do not suit the format or the dimension.
  func require(_ reading: SampleReading, dimension: Int) throws(SettingError) {
    let columns = reading.columns
    guard columns.isEmpty || columns.count == dimension else {
      throw SettingError(
        key: "columns", value: columns.joined(separator: ",").inOneLine(60),
        allowed: "\(dimension) of them, as many numbers as a sample of the target has")
    }
    if let zero = columns.first(where: { Int($0).map { $0 < 1 } ?? false }), reading.header != .yes
    {
      throw SettingError(key: "columns", value: zero, allowed: "names, or numbers from 1 on")
    }
    if format != .npz, let array = reading.array {
      throw SettingError(key: "array", value: array, allowed: "given only for an archive, .npz")
    }
    guard format != .csv else { return }
    if let word = columns.first(where: { Int($0) == nil }) {
      throw SettingError(
        key: "columns", value: word.inOneLine(60), allowed: "numbers from 1 on for an array")
    }
    if let separator = reading.separator {
      throw SettingError(
        key: "separator", value: separator.rawValue, allowed: "given only for text")
    }
    if let decimal = reading.decimal {
      throw SettingError(key: "decimal", value: decimal.rawValue, allowed: "given only for text")
    }
  }

  /// Throws `FileError` for a file that is in another program's format.
  private func refuseForeign() throws(FileError) {
    guard let foreign = SampleFormat.foreign(bytes) else { return }
    throw FileError(
      file: name, value: foreign.name, allowed: "text or an array, such as \(foreign.remedy)")
  }
}

extension ZipArchive.Entry {
  /// The name of the array in a file of NumPy's archive.
  fileprivate var arrayName: String { name.hasSuffix(".npy") ? String(name.dropLast(4)) : name }
}
