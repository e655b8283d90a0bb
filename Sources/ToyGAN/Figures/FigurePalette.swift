/// The colours of labels in a figure: of different hue, or shades of grey.
struct FigurePalette {
  let isGray: Bool
  /// Number of labels: more than there are colours have one colour, because a colour that returns misleads.
  let count: Int

  /// The place of the first label of a figure among all labels.
  private let first: Int

  /// Largest number of labels that colours distinguish.
  static let most = 12
  private static let grays = [
    "#1A1A1A", "#8C8C8C", "#555555", "#AAAAAA", "#3A3A3A", "#767676",
  ]

  init(isGray: Bool, count: Int, first: Int = 0) {
    (self.isGray, self.count, self.first) = (isGray, count, first)
  }

  /// The colours of the labels of a sweep, or of a part of it.
  init(_ sweep: StoredSweep, _ page: Page) {
    self.init(
      isGray: page.style.isGray, count: sweep.labelsOfPlan.count, first: sweep.firstColour)
  }

  /// Whether each label has its own colour.
  var isDistinct: Bool { count <= Self.most }

  /// The colour of a label.
  func label(_ index: Int) -> String {
    let index = isDistinct ? first + index : 0
    return isGray ? Self.grays[index % Self.grays.count] : FigureColors.label(index)
  }

  /// A darker shade for text.
  func text(_ index: Int) -> String {
    isGray || !isDistinct ? FigureColors.ink : FigureColors.labelText(first + index)
  }

  /// The colour of bars, bands and dots that belong to a label and overlap with nothing: one grey is enough.
  func area(_ index: Int) -> String { isGray ? "#4A4A4A" : label(index) }

  /// Number of a dash type and of a point type, so that lines are told apart without colours.
  static func dash(_ index: Int) -> String {
    ["1", "(8,4)", "(3,3)", "(10,3,2,3)", "(14,4)", "(6,2,2,2,2,2)"][index % 6]
  }
  /// Number of gnuplot's point type: filled shapes, then open ones.
  static func point(_ index: Int) -> Int { [7, 5, 9, 13, 11, 6, 4, 8, 12, 10][index % 10] }
}

extension FigureColors {
  /// The text of a script with every colour replaced by the grey of its luminance (ITU-R BT.709).
  ///
  /// A colour follows `rgb`, is an element of the array `colour`, or follows its place in a palette; the same signs
  /// in a label are text.
  static func grays(in script: String) -> String {
    script.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("array colour[") { return line.replacing(element) { gray($0.output.1) } }
      return line.replacing(stated) { $0.output.1 + gray($0.output.2) }
    }.joined(separator: "\n")
  }

  // Regular expressions cannot be shared between threads as values.
  private static var element: Regex<(Substring, Substring)> { /'#([0-9A-Fa-f]{6})'/ }
  private static var stated: Regex<(Substring, Substring, Substring)> {
    /(\brgb |\b[0-9.]+ )'#([0-9A-Fa-f]{6,8})'/
  }

  /// A quoted colour, of six digits or of eight with its transparency.
  private static func gray(_ digits: Substring) -> String {
    guard let value = Int(digits.suffix(6), radix: 16) else { return "'#\(digits)'" }
    let channels = [16, 8, 0].map { Double((value >> $0) & 0xFF) }
    let gray = Int((0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]).rounded())
    let pair = (gray < 16 ? "0" : "") + String(gray, radix: 16, uppercase: true)
    return "'#\(digits.dropLast(6))\(pair)\(pair)\(pair)'"
  }
}
