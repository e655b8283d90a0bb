/// Colours of the figures, which readers with any colour vision can distinguish.
package enum FigureColors {
  /// One per label: the set of Okabe and Ito without its yellow, which has too little contrast on white,
  /// then darker versions; the thirteenth label uses the first colour again.
  ///
  /// M. Okabe and K. Ito, *Color Universal Design*, 2008.
  private static let labels = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#5D3A9B", "#666666",
    "#004D73", "#8C3E00", "#00664B", "#8A3F68",
  ]

  /// The colour of a label, by its index in the order of first appearance.
  package static func label(_ index: Int) -> String { labels[index % labels.count] }

  /// A darker shade of the label's colour, for small text on white.
  package static func labelText(_ index: Int) -> String {
    let value = Int(label(index).dropFirst(), radix: 16) ?? 0
    let channels = [16, 8, 0].map { ((value >> $0) & 0xFF) * 7 / 10 }
    let digits = String(channels.reduce(0) { $0 * 256 + $1 }, radix: 16, uppercase: true)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  package static let ink = "#1A1A1A"
  package static let caption = "#595959"
  package static let faint = "#D0D0D0"
}
