import Foundation
import ToyGANGames
import ToyGANSettings

/// What is drawn of a run or of a sweep, how, and where.
public struct PlotOptions: Sendable {
  /// The look of the figures.
  public var style = FigureStyle.standard
  /// The formats; nil for PNG and SVG, and GIF for animations.
  public var formats: [PictureFormat]?
  /// Names of the figures, or their beginnings; empty for all.
  public var only: [String] = []
  /// The folder of the pictures; nil for `plots` in the folder of the run or sweep.
  public var folder: URL?
  /// Whether a sweep's figures are followed by those of one run of each label, in a folder for each label.
  public var includesRuns = false
  /// Samples of other programs that are shown beside the labels of a sweep; nil for none.
  public var added: AddedToFigures?
  /// Receives sentences that a reader of the figures should know, such as how files of samples were read.
  public var note: @Sendable (String) -> Void = { _ in }
  /// The parts that configurations may name.
  public var registry: Registry

  /// All figures in their standard look.
  public init(registry: Registry = .standard) { self.registry = registry }
}

extension PlotOptions {
  /// The figures that are wanted, each of which has at least one of the wanted formats.
  ///
  /// Throws `SettingError` for `only` if no figure has the name, and for `format` if no figure has the format.
  package func chosen(_ figures: [Figure]) throws(SettingError) -> [Figure] {
    for name in only where !figures.contains(where: { $0.name.hasPrefix(name) }) || name.isEmpty {
      throw .unknown(name, key: "only", known: figures.map(\.name))
    }
    let named = figures.filter { figure in
      only.isEmpty || only.contains { figure.name.hasPrefix($0) }
    }
    let drawable = named.filter { !$0.formats(of: formats).isEmpty }
    if style.columns != nil, !drawable.isEmpty, drawable.allSatisfy(\.isAnimation) {
      throw SettingError(
        key: "columns", is: "of no use here",
        allowed: "a figure of several panels; an animation has one")
    }
    guard drawable.isEmpty, let first = named.first else { return drawable }
    let names = (formats ?? []).map(\.rawValue).joined(separator: ", ")
    throw SettingError(
      key: "format", value: "'\(names)'",
      allowed: first.formats(of: PictureFormat.allCases).map(\.rawValue).joined(separator: ", ")
        + " for \(named.map(\.name).joined(separator: ", "))")
  }
}
