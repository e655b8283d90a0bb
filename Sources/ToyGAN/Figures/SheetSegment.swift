/// Panels of a block on the page.
struct SheetSegment {
  let block: PanelBlock
  let columns: Int
  var frames: [Panel]
  /// The lines of the titles and of the remarks.
  let titles, remarks: [[String]]
  let bottom: Double
}

/// The space around the panels of a block for numbers and words, in points.
struct Gutters {
  /// At the left of the first panel of a row, and of each other one.
  let (first, other): (Double, Double)
  let right: Double
  /// Below a panel inside of a block, and below the last row.
  let (inner, last): (Double, Double)

  init(_ block: PanelBlock, _ page: Page) {
    let unit = page.unit
    let hasX = block.panels.contains { !$0.x.isEmpty }
    let hasY = block.panels.contains { !$0.y.isEmpty }
    let (below, beside) = (25 * unit, 19 * unit)
    let numbers = block.hasTicks ? block.numbers * unit : 2 * unit
    let ticks = (block.hasTicks ? 20 : 4) * unit + block.below * unit
    first = numbers + (hasY || !block.y.isEmpty ? beside : 0)
    other = block.sharesAxes ? 4 * unit : numbers + (hasY ? beside : 0)
    right = (block.right + 10) * unit
    inner =
      block.sharesAxes
      ? (6 + block.below) * unit : ticks + (hasX ? below + 4 * unit : 4 * unit)
    last = ticks + (hasX || !block.x.isEmpty ? below : 4 * unit)
  }

  /// Width of a row of panels.
  func width(_ columns: Int, inner: Double) -> Double {
    first + Double(columns) * (inner + right) + Double(columns - 1) * other
  }

  /// Width of each panel of a row in a room.
  func inner(_ columns: Int, room: Double) -> Double {
    (room - width(columns, inner: 0)) / Double(columns)
  }
}

extension SheetSegment {
  /// Panels of a size from a corner on.
  init(
    _ block: PanelBlock, columns: Int, left: Double, top: Double, size: (Double, Double),
    _ page: Page
  ) {
    let gutters = Gutters(block, page)
    func room(_ index: Int) -> Double {
      // A title may reach over the numbers of the next panel, if there is one.
      size.0 + gutters.right + (index % columns < columns - 1 ? 0.7 * gutters.other : 0)
    }
    (self.block, self.columns) = (block, columns)
    let titles = block.panels.enumerated().map { index, panel in
      page.lines(panel.title, room: panel.isWide ? .infinity : room(index), .heading)
    }
    let remarks = block.panels.enumerated().map { index, panel in
      page.lines(panel.remark, room: room(index), .caption)
    }
    (self.titles, self.remarks) = (titles, remarks)
    var (frames, y) = ([Panel](), top)
    for start in stride(from: 0, to: block.panels.count, by: columns) {
      let row = start..<min(start + columns, block.panels.count)
      y += row.map { Self.above(titles[$0], remarks[$0], page) }.max() ?? 0
      for place in 0..<row.count {
        frames.append(
          Panel(
            left: left + gutters.first + Double(place) * (size.0 + gutters.right + gutters.other),
            top: y, width: size.0, height: size.1))
      }
      y += size.1 + (row.upperBound < block.panels.count ? gutters.inner : gutters.last)
    }
    (self.frames, bottom) = (frames, y)
  }

  /// Height of a title and a remark above a panel.
  private static func above(_ title: [String], _ remark: [String], _ page: Page) -> Double {
    guard !title.isEmpty || !remark.isEmpty else { return 0 }
    return Double(title.count) * page.leading(.heading)
      + Double(remark.count) * page.leading(.caption) * 0.85 + 7 * page.unit
  }

  /// Distance of the title of a horizontal axis, below the numbers of an SVG, which stand lower than those of a PNG.
  private static let title = 37.0

  /// Commands that draw the panels.
  func commands(_ page: Page) -> String {
    (sharedTitles(page) + frames.indices.map { panel($0, page) }).joined(separator: "\n")
  }

  private func sharedTitles(_ page: Page) -> [String] {
    guard block.sharesAxes, let first = frames.first, let last = frames.last else { return [] }
    let middle = (first.left + (frames.map(\.right).max() ?? 0)) / 2
    let (x, y) = (last.bottom + Self.title * page.unit, (first.top + last.bottom) / 2)
    return [
      block.x.isEmpty ? "" : page.text(block.x, middle, x, .center),
      block.y.isEmpty
        ? ""
        : page.text(
          block.y, first.left - (block.numbers + 8) * page.unit, y, .center, isRotated: true),
    ].filter { !$0.isEmpty }
  }

  private func panel(_ index: Int, _ page: Page) -> String {
    let (panel, frame, unit) = (block.panels[index], frames[index], page.unit)
    let (title, small) = (page.leading(.heading), page.leading(.caption) * 0.85)
    let remarkTop = frame.top - 5 * unit - (Double(remarks[index].count) - 0.5) * small
    let start = frame.top - 5 * unit - Double(remarks[index].count) * small
    let titleTop = start - (Double(titles[index].count) - 0.5) * title
    let isEdge = !block.sharesAxes
    // Ticks that are unset forget that they have no mirror, so that they are invisible instead.
    let number = block.hasTicks ? "%g" : ""
    let below = isEdge || index + columns >= frames.count ? number : ""
    let beside = isEdge || index % columns == 0 ? number : ""
    let axes = [
      panel.x.isEmpty
        ? ""
        : page.text(
          panel.x, frame.left + frame.width / 2, frame.bottom + Self.title * unit, .center, .body),
      panel.y.isEmpty
        ? ""
        : page.text(
          panel.y, frame.left - (block.numbers + 8) * unit, frame.top + frame.height / 2, .center,
          isRotated: true),
      panel.y2.isEmpty
        ? ""
        : page.text(
          panel.y2, frame.right + (block.right - 6) * unit, frame.top + frame.height / 2, .center,
          colour: panel.colour2, isRotated: true),
    ].filter { !$0.isEmpty }
    let remark = remarks[index].enumerated().map { line, text in
      page.text(
        text, frame.left, remarkTop + Double(line) * small, .left, .caption,
        colour: FigureColors.caption)
    }
    return """
      \(frame.margins)
      \((axes + remark).joined(separator: "\n"))
      \(page.texts(titles[index], frame.left, titleTop, .left, .heading, colour: panel.colour))
      set tics scale \(block.hasTicks ? 0.5 : 0)
      set xtics autofreq format "\(below)"
      set ytics autofreq format "\(beside)"
      \(panel.commands)
      unset label; unset arrow; unset object; unset logscale
      """
  }
}
