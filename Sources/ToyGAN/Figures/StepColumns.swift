/// The steps of each row's training that a figure shows, one per column.
///
/// Runs of equal length share their steps. If lengths differ, each row has its own steps, from its start to
/// its end, so that no row has empty columns at its end.
struct StepColumns {
  /// The largest number that fits a page.
  static let most = 6
  /// The steps of each row, in ascending order.
  let rows: [[Int]]
  /// Whether a column is the same step in every row.
  let isShared: Bool

  var count: Int { rows.map(\.count).max() ?? 0 }

  /// Chooses from the steps at which each row's runs stored something; a row that is not completed uses the
  /// end of the longest row.
  init(stored: [[Int]], isCompleted: [Bool], most: Int = StepColumns.most) {
    let longest = stored.joined().max()
    let ends = zip(stored, isCompleted).map { $1 ? $0.last : longest }
    isShared = Set(ends).count < 2
    rows = ends.map { end in
      let alike = zip(stored, ends).filter { $1 == end }
      return StepColumns.evenly(Set(alike.flatMap(\.0)).sorted(), max(1, most))
    }
  }

  /// Headings of the columns: steps, or percentages of the training.
  var heads: [String] {
    if isShared { return (rows.first ?? []).map { "step \(FigureText.grouped($0))" } }
    return (0..<count).map { column in
      switch column {
      case 0: "start"
      case count - 1: "end"
      default: "\(Int((100 * Double(column) / Double(count - 1)).rounded())) %"
      }
    }
  }

  /// The headings in a form that fits a width: "step 2,000", or the number alone if that is too wide.
  func heads(room: Double, _ page: Page) -> [String] {
    guard isShared, heads.contains(where: { page.width(of: $0) > room }) else { return heads }
    let numbers = (rows.first ?? []).map(FigureText.grouped)
    let isWide = numbers.contains { page.width(of: $0) > room }
    let texts = isWide ? (rows.first ?? []).map(StepTicks.text) : numbers
    return ["step \(texts[0])"] + texts.dropFirst()
  }

  /// At most `count` of the steps, evenly spaced, including the last and, if there are two, the first.
  ///
  /// Every second or third step is better than most of them at distances that differ.
  static func evenly(_ steps: [Int], _ count: Int) -> [Int] {
    guard steps.count > count else { return steps }
    guard count > 1 else { return steps.suffix(1) }
    let last = steps.count - 1
    if let every = (2...last).first(where: { last.isMultiple(of: $0) && last / $0 < count }),
      2 * (last / every + 1) > count
    {
      return stride(from: 0, through: last, by: every).map { steps[$0] }
    }
    return (0..<count).map { (place: Int) -> Int in
      let share = Double(place * last) / Double(count - 1)
      return steps[Int(share.rounded())]
    }
  }
}
