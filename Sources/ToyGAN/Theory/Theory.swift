import Foundation
import ToyGANFigures
import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// Examples that explain why GANs fail, each with numbers, a figure, and a text about what the figure shows.
public enum Theory {
  /// The topics of this library, in the order of a lecture.
  public static let standard: [any TheoryTopic.Type] = [
    OptimalDiscriminatorTopic.self, GeneratorCosts.self, Distances.self,
    VanishingGradientTopic.self, Bilinear.self, DiracGAN.self, MinimaxMaximinTopic.self,
    WassersteinTracksQualityTopic.self,
  ]

  /// The files written for a topic.
  public struct Report: Sendable {
    /// The image files that were drawn.
    public var pictures: [URL]
    /// A paragraph that explains the first of them.
    public var explanation: String
  }

  /// Computes a topic and writes it to `folder`: for each figure `NAME*.csv`, the script `NAME.gp`,
  /// `NAME.png` and `NAME.svg`, or the formats of the options.
  ///
  /// Of the options only look, formats and names count. Numbers and scripts are written before the first figure is
  /// drawn. Throws a `GnuplotError` if gnuplot is missing or fails, a `MachineError` if the folder cannot be
  /// written, and a `SettingError` if the options name no figure.
  public static func study(
    _ topic: any TheoryTopic.Type, into folder: URL, options: PlotOptions = PlotOptions()
  ) throws -> Report {
    // The folder is checked first, because computing a topic may take minutes.
    try Plots.make(folder)
    let findings = try topic.init().findings()
    let figures = try options.chosen(findings.figures(options.style))
    let pictures = try Plots.draw(figures, in: folder, by: Gnuplot(), formats: options.formats)
    return Report(pictures: pictures, explanation: findings.explanation)
  }

  /// One line per topic: its name and its question.
  public static func listing(_ registry: Registry = .standard) -> String {
    listing(registry, width: nil)
  }

  /// The topics in lines that fit a width; without a width each has one line.
  package static func listing(_ registry: Registry, width: Int?) -> String {
    DefinitionList(registry.theoryTopics.map { (name: $0.name, meaning: $0.question) })
      .text(width: width)
  }
}

extension Registry {
  /// The topics of this library, and those that were added.
  public var theoryTopics: [any TheoryTopic.Type] {
    Theory.standard + all((any TheoryTopic.Type).self)
  }

  /// This registry with a further topic of theory; traps if the name is already in use.
  public func adding(_ topic: any TheoryTopic.Type) -> Registry {
    guard !Theory.standard.contains(where: { $0.name == topic.name }) else {
      fatalError("registry: a second topic named '\(topic.name)'")
    }
    return adding([topic]) { $0.name }
  }

  /// The topic with a name; throws a `SettingError` that lists the known topics.
  public func theoryTopic(_ name: String) throws(SettingError) -> any TheoryTopic.Type {
    try SettingPlace("topic", registry: self).member(name, of: theoryTopics) { $0.name }
  }
}
