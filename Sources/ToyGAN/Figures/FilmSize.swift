/// The size of an animation in pixels, and of its text.
struct FilmSize {
  /// Width and height of an animation for a screen.
  private static let usual = (width: 460.0, height: 510.0)

  /// Width and height in pixels.
  let (width, height): (Int, Int)
  /// Size of the text in the GIF terminal's points, which are 4/3 pixels.
  let text: Double

  /// The size of lines and dots relative to the usual one.
  var scale: Double { Double(width) / Self.usual.width }

  /// An animation as wide as the page or, on a page of fixed shape, as high as it.
  init(_ page: Page) {
    guard let length = page.style.width else {
      (width, height) = (Int(Self.usual.width), Int(Self.usual.height))
      text = page.base
      return
    }
    let shape = page.style.shape.map { min(1, $0 * Self.usual.width / Self.usual.height) } ?? 1
    // A small picture has two pixels for a point of paper, as screens have them.
    let pixels = length.isInPixels ? 4.0 / 3 : length.points < 330 ? 2 : 1.5
    let exact = length.points * shape * pixels
    width = Int(exact.rounded())
    height = Int((exact * Self.usual.height / Self.usual.width).rounded())
    text = page.base * pixels * 0.75
  }
}
