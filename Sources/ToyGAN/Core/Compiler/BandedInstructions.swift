/// Instructions that run one after another on a band of rows, then on the next.
struct BandedInstructions {
  /// Positions in the list of instructions.
  var numbers: Range<Int>
  /// Rows of the minibatch.
  var rows: Int
  /// Rows of a band.
  var band: Int

  /// Instructions of which each runs once, on all its rows.
  static func inOneBand(_ numbers: Range<Int>) -> Self {
    BandedInstructions(numbers: numbers, rows: .max, band: .max)
  }

  /// Calls `body` with every instruction and the rows on which it shall run, in order.
  @inline(__always)
  func forEach(_ body: (_ number: Int, _ band: Range<Int>) -> Void) {
    var start = 0
    while start < rows {
      let end = rows - start > band ? start + band : rows
      for number in numbers { body(number, start..<end) }
      start = end
    }
  }
}
