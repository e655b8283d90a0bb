import ToyGANSettings

/// The look of figures: size on paper, text, colours.
///
/// The standard look is for a screen. With a width, figures are laid out anew for it: text keeps its size, and
/// there are fewer panels in a row, so that a figure of 8 cm can be read in a column of a paper.
public struct FigureStyle: Sendable, Equatable {
  /// Width of every figure; nil for the width that suits its contents.
  public var width: FigureLength?
  /// Height divided by width, for pages of a fixed shape; nil for the height that suits the contents.
  public var shape: Double?
  /// Number of panels in a row; nil for as many as fit.
  public var columns: Int?
  /// Whether figures have a title.
  public var hasTitle = true
  /// Whether figures have a caption that explains them.
  public var hasCaption = true
  /// Name of the font; nil for Helvetica or what stands in for it.
  public private(set) var font: String?
  /// Size of the text in points; nil for the size that suits the width.
  public private(set) var fontSize: Double?
  /// Whether colours are shades of grey.
  public var isGray = false

  /// The look for a screen.
  public static let standard = FigureStyle()

  /// The look for slides: pages of 16:9, large text, no captions.
  public static var talk: FigureStyle {
    var style = FigureStyle()
    style.width = FigureLength(points: 960)
    style.shape = 9.0 / 16
    style.hasCaption = false
    style.fontSize = 20
    return style
  }

  /// The standard look.
  public init() {}

  /// Sets the font; throws `SettingError` for `font` if the name has characters that no font's name has.
  public mutating func setFont(_ name: String) throws(SettingError) {
    guard !name.isEmpty, name.count <= 80,
      name.allSatisfy({ $0.isLetter || $0.isNumber || " -_.".contains($0) })
    else {
      throw SettingError(
        key: "font", value: "'\(name.prefix(80))'",
        allowed: "the name of a font, of letters, digits, blanks and hyphens")
    }
    font = name
  }

  /// Sets the size of the text in points; throws `SettingError` for `font-size` unless it is from 4 to 72.
  public mutating func setFontSize(_ size: Double) throws(SettingError) {
    guard (4...72).contains(size) else {
      throw SettingError(key: "font-size", value: "\(size)", allowed: "points from 4 to 72")
    }
    fontSize = size
  }

  /// Sets the number of panels in a row; throws `SettingError` for `columns` unless it is from 1 to 24.
  public mutating func setColumns(_ count: Int) throws(SettingError) {
    guard (1...24).contains(count) else {
      throw SettingError(key: "columns", value: "\(count)", allowed: "a whole number from 1 to 24")
    }
    columns = count
  }
}
