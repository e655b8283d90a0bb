/// How a text is read: its layout and its header, recognized by its first lines, and the columns.
struct CSVPlan {
  let layout: CSVLayout
  /// The columns that are read, from 0 on.
  let columns: [Int]
  /// Number of fields of every line.
  let width: Int
  /// The number of the line that is a header; nil if none is, or if it is a comment.
  let headerLine: Int?
  /// The header in quotation marks.
  let header: String?
  /// The number of the first line that is no comment.
  private let firstLine: Int?
  /// The names in the header.
  let names: [String]

  /// Number of lines by which a layout is recognized.
  private static let linesSeen = 200

  /// Forms of a text, from the most to the least usual one; the first that fits is meant.
  private static let usual: [CSVLayout] = [
    CSVLayout(separator: .comma, decimal: .point),
    CSVLayout(separator: .semicolon, decimal: .point),
    CSVLayout(separator: .semicolon, decimal: .comma), CSVLayout(separator: .tab, decimal: .point),
    CSVLayout(separator: .tab, decimal: .comma), CSVLayout(separator: .blanks, decimal: .point),
    CSVLayout(separator: .comma, decimal: .comma), CSVLayout(separator: .blanks, decimal: .comma),
  ]

  /// The plan that fits most of the first lines; nil if no layout has the columns that are asked for.
  static func recognized(
    _ text: ArraySlice<UInt8>, as reading: SampleReading, dimension: Int
  ) -> CSVPlan? {
    let beginning = CSVBeginning(text, lines: linesSeen)
    var best: (plan: CSVPlan, score: Int)?
    for layout in usual where isPossible(layout, as: reading, dimension: dimension) {
      guard let plan = CSVPlan(beginning, layout, as: reading, dimension: dimension) else {
        continue
      }
      let count = beginning.rows.count { plan.fits($0) }
      if count == beginning.rows.count { return plan }
      // Where no line is a point, lines of numbers show the separator at least.
      let score = count > 0 ? 2 * count : beginning.rows.contains(where: plan.isNumbers) ? 1 : 0
      if score > best?.score ?? -1 { best = (plan, score) }
    }
    return best?.plan
  }

  private static func isPossible(
    _ layout: CSVLayout, as reading: SampleReading, dimension: Int
  ) -> Bool {
    // Lines of a single `1,5` may be points of two numbers, for another target.
    let isAmbiguous = dimension == 1 && reading.columns.isEmpty && layout.decimal == .comma
    return (reading.separator ?? layout.separator) == layout.separator
      && (reading.decimal ?? layout.decimal) == layout.decimal
      && (reading.decimal != nil || !isAmbiguous)
  }

  private init?(
    _ beginning: CSVBeginning, _ layout: CSVLayout, as reading: SampleReading, dimension: Int
  ) {
    let first = beginning.rows.first.map { layout.fields(of: $0.row) } ?? []
    let comment = beginning.comment.map {
      layout.fields(of: $0.row.drop { $0 == UInt8(ascii: "#") })
    }
    let wanted = reading.columns
    func place(of column: String, in names: [String]) -> Int? {
      let named = names.firstIndex(of: column)
      let numbered = Int(column).flatMap { $0 > 0 ? $0 - 1 : nil }
      return reading.header == .yes ? named ?? numbered : numbered ?? named
    }
    func places(in names: [String]) -> [Int]? {
      guard !wanted.isEmpty else { return Array(0..<dimension) }
      let places = wanted.compactMap { place(of: $0, in: names) }
      return places.count == wanted.count ? places : nil
    }
    func words(_ fields: [ArraySlice<UInt8>]) -> [String] {
      fields.map { String(decoding: $0.unquoted, as: UTF8.self) }
    }
    self.layout = layout
    let namesColumns = wanted.contains { Int($0) == nil }
    var (isFirst, isComment) = (false, false)
    if reading.header == .yes {
      (isFirst, isComment) = (!beginning.beginsWithComment, beginning.beginsWithComment)
    } else if namesColumns {
      isFirst = reading.header == .auto && places(in: words(first)) != nil
      isComment = !isFirst && comment.flatMap { places(in: words($0)) } != nil
    } else if reading.header == .auto, let places = places(in: []) {
      let isWord = { (fields: [ArraySlice<UInt8>]) in
        (wanted.isEmpty ? fields.count == dimension : places.allSatisfy(fields.indices.contains))
          && places.allSatisfy { CSVLayout.isWord(fields[$0]) }
      }
      isFirst = isWord(first)
      isComment = !isFirst && beginning.beginsWithComment && comment.map(isWord) ?? false
    }
    names = isFirst ? words(first) : isComment ? words(comment ?? []) : []
    guard let columns = places(in: names) else { return nil }
    self.columns = columns
    firstLine = beginning.rows.first?.number
    headerLine = isFirst ? beginning.rows.first?.number : nil
    let line = isFirst ? beginning.rows.first : isComment ? beginning.comment : nil
    header = line?.row.trimmed.quoted
    width = wanted.isEmpty ? dimension : first.count
  }

  /// The fields of a line that are read; nil if it has another number of fields.
  func fields(of line: CSVLine) -> [ArraySlice<UInt8>]? {
    let fields = layout.fields(of: line.row)
    guard fields.count == width, columns.allSatisfy(fields.indices.contains) else { return nil }
    return columns.map { fields[$0] }
  }

  /// Whether a line could be the header, because it is the first one.
  func mayBeHeader(_ line: CSVLine) -> Bool { line.number == firstLine && headerLine == nil }

  /// Whether a line is several numbers in this layout, in whatever columns.
  private func isNumbers(_ line: CSVLine) -> Bool {
    let fields = layout.fields(of: line.row)
    return fields.count > 1 && fields.allSatisfy { layout.number($0) != nil }
  }

  /// Whether a line is the header, or numbers in this layout.
  private func fits(_ line: CSVLine) -> Bool {
    if line.number == headerLine { return true }
    guard let read = fields(of: line), read.allSatisfy({ layout.number($0) != nil }) else {
      return false
    }
    return !layout.fields(of: line.row).contains(where: CSVLayout.hasSeveralNumbers)
  }
}

/// The first lines of a text.
struct CSVBeginning {
  /// Lines that are no comments.
  let rows: [CSVLine]
  /// The last comment before them.
  let comment: CSVLine?
  /// Whether that comment is the first line.
  let beginsWithComment: Bool

  init(_ text: ArraySlice<UInt8>, lines count: Int) {
    var (rows, comments) = ([CSVLine](), [CSVLine]())
    for line in CSVLines(text) {
      if !line.isComment {
        rows.append(line)
        if rows.count == count { break }
      } else if rows.isEmpty {
        comments.append(line)
      }
    }
    self.rows = rows
    comment = comments.last
    beginsWithComment = comments.count == 1
  }
}
