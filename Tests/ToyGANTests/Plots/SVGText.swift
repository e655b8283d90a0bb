import Foundation
import Testing

@testable import ToyGANFigures

/// The lines of text of an SVG that gnuplot drew, with the rectangles that they take.
struct SVGText {
  struct Line {
    var text: String
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0

    /// Whether two lines cover each other by more than the space around letters.
    func covers(_ other: Line) -> Bool {
      min(right, other.right) - max(left, other.left) > 1
        && min(bottom, other.bottom) - max(top, other.top) > 1.5
    }
  }

  private(set) var lines: [Line] = []
  let (width, height): (Double, Double)

  init(contentsOf file: URL) throws {
    let svg = try String(contentsOf: file, encoding: .utf8)
    let size = try Regex(#"width="(\d+)" height="(\d+)""#)
    let found = try size.firstMatch(in: svg)
    width = found.flatMap { Double($0.output[1].substring ?? "") } ?? 0
    height = found.flatMap { Double($0.output[2].substring ?? "") } ?? 0
    let element = try Regex(
      #"<g transform="translate\(([-\d.]+),([-\d.]+)\)( rotate\(-?\d+\))?" [^>]*"#
        + #"font-size="([\d.]+)"([^>]*)text-anchor="(start|middle|end)">\s*<text>([^\n]*)</text>"#)
    for match in svg.matches(of: element) {
      let parts = match.output.indices.map { match.output[$0].substring.map(String.init) ?? "" }
      let text = parts[7].replacing(try Regex("<[^>]*>"), with: "")
        .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
        .replacingOccurrences(of: "&amp;", with: "&").replacingOccurrences(of: "&#160;", with: " ")
      guard !text.allSatisfy(\.isWhitespace), let x = Double(parts[1]), let y = Double(parts[2]),
        let size = Double(parts[4])
      else { continue }
      let isBold = parts[5].contains("bold") || parts[0].contains("bold")
      let length = TextMeasure(font: nil).width(text, size: size, isBold: isBold)
      let starts: [String: Double] = ["start": 0, "middle": -length / 2, "end": -length]
      let start = starts[parts[6]] ?? 0
      var line = Line(text: text)
      // The baseline is at 0; letters reach up by about 0.75 and down by 0.2 of the size.
      if parts[3].isEmpty {
        (line.left, line.right) = (x + start, x + start + length)
        (line.top, line.bottom) = (y - 0.75 * size, y + 0.2 * size)
      } else {
        (line.left, line.right) = (x - 0.75 * size, x + 0.2 * size)
        (line.top, line.bottom) = (y - start - length, y - start)
      }
      lines.append(line)
    }
  }

  /// Fails if a text is cut at the edge or covers another.
  func requireFit(_ name: String) {
    #expect(lines.count > 3, "\(name)")
    for (index, line) in lines.enumerated() {
      let isInside =
        line.left > -1 && line.right < width + 1 && line.top > -1 && line.bottom < height + 1
      #expect(isInside, "\(name): '\(line.text)' is cut")
      for other in lines[..<index] where line.covers(other) {
        Issue.record("\(name): '\(line.text)' covers '\(other.text)'")
      }
    }
  }
}
