/// The places of the panels of one page of a sheet.
struct SheetLayout {
  let headline: Headline
  let (width, height): (Double, Double)
  let segments: [SheetSegment]

  /// The pages of a sheet: one for a screen.
  static func pages(of sheet: PanelSheet, _ page: Page) -> [SheetLayout] {
    page.style.shape != nil
      ? slides(sheet, page) : page.isSized ? sheets(sheet, page) : [screen(sheet, page)]
  }

  // MARK: - Screen

  private static func screen(_ sheet: PanelSheet, _ page: Page) -> SheetLayout {
    let unit = page.unit
    let parts = sheet.blocks.map { block in
      let columns = min(page.style.columns ?? block.columns, block.panels.count)
      return (block, columns, Gutters(block, page).width(columns, inner: block.size.width * unit))
    }
    let gap = 26 * unit
    let width =
      (2 * page.pad + parts.reduce(0) { $0 + $1.2 } + gap * Double(parts.count - 1)).rounded()
    let headline = Headline(sheet.title, caption: sheet.caption, page: page, width: width)
    var (left, segments) = (page.pad, [SheetSegment]())
    for (block, columns, span) in parts {
      segments.append(
        SheetSegment(
          block, columns: columns, left: left, top: headline.top + 6 * unit,
          size: (block.size.width * unit, block.size.height * unit), page))
      left += span + gap
    }
    let bottom = segments.map(\.bottom).max() ?? 0
    return SheetLayout(
      headline: headline, width: width, height: (bottom + headline.bottom + 6 * unit).rounded(),
      segments: segments)
  }

  // MARK: - Paper

  /// Height of a page of paper without its margins, in points.
  private static let paper = 690.0

  private static func sheets(_ sheet: PanelSheet, _ page: Page) -> [SheetLayout] {
    let width = page.width(0)
    let headline = Headline(sheet.title, caption: sheet.caption, page: page, width: width)
    func height(_ bottom: Double) -> Double { bottom + headline.bottom + 4 * page.unit }
    var (pages, segments, top) = ([[SheetSegment]](), [SheetSegment](), headline.top)
    for block in sheet.blocks {
      let (columns, size) = fitting(block, page, width: width)
      for part in rows(block, columns) {
        func placed(_ top: Double) -> SheetSegment {
          SheetSegment(part, columns: columns, left: page.pad, top: top, size: size, page)
        }
        var segment = placed(top)
        if height(segment.bottom) > paper, !segments.isEmpty {
          pages.append(segments)
          segments = []
          segment = placed(headline.top)
        }
        segments.append(segment)
        top = segment.bottom + 8 * page.unit
      }
    }
    return (pages + [segments]).map { segments in
      SheetLayout(
        headline: headline, width: width,
        height: height(segments.map(\.bottom).max() ?? 0).rounded(.up), segments: segments)
    }
  }

  /// A block whose panels share their axes stays whole; of another one, each row or group is a part.
  private static func rows(_ block: PanelBlock, _ columns: Int) -> [PanelBlock] {
    guard !block.sharesAxes else { return [block] }
    let length = max(block.together, columns)
    return stride(from: 0, to: block.panels.count, by: length).map {
      block.part($0..<min($0 + length, block.panels.count))
    }
  }

  /// The number of panels in a row that can be read, and their size.
  private static func fitting(
    _ block: PanelBlock, _ page: Page, width: Double
  ) -> (Int, (Double, Double)) {
    let gutters = Gutters(block, page)
    let room = width - 2 * page.pad
    let least = block.least * block.size.width * page.unit
    let most = (1...block.columns).last { gutters.inner($0, room: room) >= least } ?? 1
    let columns = min(
      page.style.columns ?? ModesOverSteps.balanced(block.panels.count, most: most),
      block.panels.count)
    let inner = max(gutters.inner(columns, room: room), 12)
    if block.isSquare { return (columns, (inner, inner)) }
    let high = min(
      inner * block.size.height / block.size.width, 1.1 * block.size.height * page.unit)
    return (columns, (inner, max(high, 0.7 * block.size.height * page.unit)))
  }

  // MARK: - Slides

  private static func slides(_ sheet: PanelSheet, _ page: Page) -> [SheetLayout] {
    let width = page.width(0)
    let height = page.height(0, width: width)
    let headline = Headline(sheet.title, caption: sheet.caption, page: page, width: width)
    let room = (width - 2 * page.pad, height - headline.top - headline.bottom - 8 * page.unit)
    return sheet.blocks.flatMap { block in
      slides(of: block, page, room: room).map { part, columns, size in
        let gutters = Gutters(part, page)
        let left = page.pad + max(0, room.0 - gutters.width(columns, inner: size.0)) / 2
        let segment = SheetSegment(
          part, columns: columns, left: left, top: headline.top + 4 * page.unit, size: size, page)
        return SheetLayout(headline: headline, width: width, height: height, segments: [segment])
      }
    }
  }

  /// The parts of a block on as few slides as keep its panels large beside their letters.
  private static func slides(
    of block: PanelBlock, _ page: Page, room: (Double, Double)
  ) -> [(PanelBlock, Int, (Double, Double))] {
    let count = block.panels.count
    let groups = (count + block.together - 1) / block.together
    for pages in 1...groups {
      let most = min(count, (groups + pages - 1) / pages * block.together)
      let columns = page.style.columns.map { min($0, most)...min($0, most) } ?? 1...most
      let sizes = columns.map { ($0, largest(block, most, $0, page, room)) }
      func share(_ size: (Double, Double)) -> Double {
        min(size.0 / block.size.width, size.1 / block.size.height) / page.unit
      }
      guard let best = sizes.max(by: { share($0.1) < share($1.1) }) else { continue }
      // Below this, letters that stand beside each other on a screen meet.
      guard share(best.1) >= 0.62 || pages == groups else { continue }
      return stride(from: 0, to: count, by: most).flatMap { start in
        let part = block.part(start..<min(start + most, count))
        // The last part may have fewer panels, which then are larger; and another part other titles of axes.
        return part.panels.count < most
          ? slides(of: part, page, room: room)
          : [(part, best.0, largest(part, most, best.0, page, room))]
      }
    }
    return []
  }

  /// The size of panels that fill a slide in rows of so many.
  private static func largest(
    _ block: PanelBlock, _ count: Int, _ columns: Int, _ page: Page, _ room: (Double, Double)
  ) -> (Double, Double) {
    let gutters = Gutters(block, page)
    let wide = max(gutters.inner(columns, room: room.0), 12)
    let rows = (count + columns - 1) / columns
    let around = SheetSegment(
      block.part(0..<count), columns: columns, left: 0, top: 0, size: (wide, 0), page
    ).bottom
    let high = max((room.1 - around) / Double(rows), 12)
    if block.isSquare { return (min(wide, high), min(wide, high)) }
    // A curve that is much wider than high hides its slopes.
    return (min(wide, high * 1.9 * max(1, block.size.width / block.size.height)), high)
  }
}
