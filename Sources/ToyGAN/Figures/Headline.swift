import ToyGANFiles

/// A sign of a figure and what it means, for a key in the picture.
struct KeyEntry {
  /// What is drawn before the text.
  enum Sign {
    /// A marker of gnuplot's point type.
    case point(Int)
    /// A line of gnuplot's dash type.
    case line(String)
  }

  var sign: Sign
  var text: String
}

/// The title and the caption of a figure, or a key in place of the caption, and the space that they take.
struct Headline {
  /// Commands that write them, once the height of the page is known to gnuplot.
  let commands: String
  /// Points above and below the panels.
  let (top, bottom): (Double, Double)

  /// Without captions, the figure has the `key`, because nothing else says what its signs mean.
  init(_ title: String, caption: [String], key: [KeyEntry] = [], page: Page, width: Double) {
    let room = width - 2 * page.pad
    let titles = page.style.hasTitle ? page.lines(title, room: room, .title) : []
    let captions =
      page.style.hasCaption ? caption.flatMap { page.lines($0, room: room, .caption) } : []
    let rows = page.style.hasCaption ? [] : Self.rows(key, page, width: width)
    let edge = page.pad * 0.8
    let (line, under) = (page.leading(.title), page.leading(.caption))
    let count = max(captions.count, rows.count)
    top = titles.isEmpty ? edge : edge + Double(titles.count) * line + 5 * page.unit
    bottom = count == 0 ? edge * 0.5 : edge * 0.5 + Double(count) * under + 4 * page.unit
    let above = page.texts(
      titles, page.pad, edge + line / 2, .left, .title, colour: FigureColors.ink)
    func height(_ index: Int) -> Double { edge * 0.5 + under * (Double(count - 1 - index) + 0.5) }
    let below = captions.enumerated().map { index, text in
      "set label \(Figure.quoted(text)) at screen \(Page.number(page.pad))/width,"
        + "\(Page.number(height(index)))/height left \(page.font(.caption)) "
        + "textcolor rgb '\(FigureColors.caption)'"
    }
    let signs = rows.enumerated().flatMap { index, entries in
      entries.flatMap { Self.commands($0.entry, at: $0.x, height(index), page) }
    }
    commands = ([above] + below + signs).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: - Key

  private typealias Placed = (entry: KeyEntry, x: Double)

  /// Width of a sign with the space after it.
  private static func sign(_ entry: KeyEntry, _ page: Page) -> Double {
    switch entry.sign {
    case .point: 13 * page.unit
    case .line: 27 * page.unit
    }
  }

  /// The entries in rows that fit.
  private static func rows(_ key: [KeyEntry], _ page: Page, width: Double) -> [[Placed]] {
    var (rows, end) = ([[Placed]](), Double.infinity)
    for entry in key {
      let length = sign(entry, page) + page.width(of: entry.text, .caption)
      if end + length > width - page.pad {
        rows.append([])
        end = page.pad
      }
      rows[rows.count - 1].append((entry, end))
      end += length + 14 * page.unit
    }
    return rows
  }

  private static func commands(
    _ entry: KeyEntry, at x: Double, _ y: Double, _ page: Page
  ) -> [String] {
    func place(_ x: Double) -> String { "screen \(Page.number(x))/width,\(Page.number(y))/height" }
    let colour = "linecolor rgb '#404040'"
    let sign =
      switch entry.sign {
      case .point(let type):
        "set label '' at \(place(x + 4 * page.unit)) point pointtype \(type) \(page.mark(7)) \(colour)"
      case .line(let dash):
        "set arrow from \(place(x)) to \(place(x + 21 * page.unit)) nohead "
          + "dashtype \(dash) \(page.line(1.1)) \(colour)"
      }
    let text =
      "set label \(Figure.quoted(entry.text)) at \(place(x + Self.sign(entry, page))) left "
      + "\(page.font(.caption)) textcolor rgb '\(FigureColors.caption)'"
    return [sign, text]
  }
}
