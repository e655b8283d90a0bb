/// Which steps of each row's training are shown, a column each.
///
/// Runs of one length share their steps. Where lengths differ each row has its own, from its start to its
/// end, so that no row ends in columns that it never reached.
struct StepColumns {
  /// The most that a page can show.
  static let most = 6
  /// Of each row, ascending.
  let rows: [[Int]]
  /// Whether a column is the same step in every row.
  let isShared: Bool

  var count: Int { rows.map(\.count).max() ?? 0 }

  /// From the steps at which each row's run has stored something; one that has not completed goes with the
  /// longest.
  init(stored: [[Int]], isCompleted: [Bool]) {
    let longest = stored.joined().max()
    let ends = zip(stored, isCompleted).map { $1 ? $0.last : longest }
    isShared = Set(ends).count < 2
    rows = ends.map { end in
      let alike = zip(stored, ends).filter { $1 == end }
      return StepColumns.evenly(Set(alike.flatMap(\.0)).sorted(), StepColumns.most)
    }
  }

  /// What stands above the columns: steps, or shares of the training.
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

  /// Up to `count` of some steps, evenly chosen, first and last among them.
  static func evenly(_ steps: [Int], _ count: Int) -> [Int] {
    guard steps.count > count, count > 1 else { return steps }
    return (0..<count).map { place in
      steps[Int((Double(place * (steps.count - 1)) / Double(count - 1)).rounded())]
    }
  }
}
