import Foundation
import ToyGANFigures
import ToyGANGames
import ToyGANSettings

/// The examples that explain why GANs fail, each with its numbers, its picture, and what to see there.
public enum Theory {
  /// The topics of this library, in the order in which a lecture would take them.
  public static let standard: [any TheoryTopic.Type] = [
    OptimalDiscriminatorTopic.self, GeneratorCosts.self, Distances.self,
    VanishingGradientTopic.self, Bilinear.self, DiracGAN.self, MinimaxMaximinTopic.self,
    WassersteinTracksQualityTopic.self,
  ]

  /// What was written for a topic.
  public struct Report: Sendable {
    /// The pictures that were drawn.
    public var pictures: [URL]
    /// A paragraph that says what to see in the first of them.
    public var whatToSee: String
  }

  /// Computes a topic and writes it into `folder`: for each figure `NAME*.csv`, the script `NAME.gp`,
  /// `NAME.png` and `NAME.svg`.
  ///
  /// Numbers and scripts are there before the first picture is drawn. Throws a `GnuplotError` where
  /// gnuplot is missing or fails, a `MachineError` where the folder cannot be written.
  public static func study(_ topic: any TheoryTopic.Type, into folder: URL) throws -> Report {
    // First, since a topic may compute for minutes.
    try Plots.make(folder)
    let findings = try topic.init().findings()
    let pictures = try Plots.draw(findings.figures, in: folder, by: Gnuplot())
    return Report(pictures: pictures, whatToSee: findings.whatToSee)
  }

  /// A line per topic: its name, and what it asks.
  public static func listing(_ registry: Registry = .standard) -> String {
    let topics = registry.theoryTopics
    let width = topics.map { $0.name.count }.max() ?? 0
    return topics.map { topic in
      topic.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + topic.question + "\n"
    }.joined()
  }
}

extension Registry {
  /// The topics of this library, and those that were added.
  public var theoryTopics: [any TheoryTopic.Type] {
    Theory.standard + all((any TheoryTopic.Type).self)
  }

  /// This registry with a topic of theory; traps where another has its name.
  public func adding(_ topic: any TheoryTopic.Type) -> Registry {
    guard !Theory.standard.contains(where: { $0.name == topic.name }) else {
      fatalError("registry: a second topic named '\(topic.name)'")
    }
    return adding([topic]) { $0.name }
  }

  /// The topic of a name; throws a `SettingError` that lists those there are.
  public func theoryTopic(_ name: String) throws(SettingError) -> any TheoryTopic.Type {
    try SettingPlace("topic", registry: self).member(name, of: theoryTopics) { $0.name }
  }
}
