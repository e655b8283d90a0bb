import Foundation
import ToyGANFigures
import ToyGANSettings

/// The examples that explain why GANs fail, each with its numbers, its picture, and what to see there.
public enum Theory {
  /// In the order in which a lecture would take them.
  public static var topics: [any TheoryTopic.Type] {
    [
      OptimalDiscriminatorTopic.self, GeneratorCosts.self, Distances.self,
      VanishingGradientTopic.self,
      Bilinear.self, DiracGAN.self, MinimaxMaximinTopic.self, WassersteinTracksQualityTopic.self,
    ]
  }

  /// The topic of a name; throws a `ConfigurationError` that lists those there are.
  public static func topic(_ name: String) throws(ConfigurationError) -> any TheoryTopic.Type {
    for topic in topics where topic.name == name { return topic }
    throw ConfigurationError(
      key: "topic", value: "'\(name)'",
      allowed: topics.map { $0.name }.joined(separator: ", "))
  }

  /// What was written for a topic.
  public struct Report: Sendable {
    public var pictures: [URL]
    public var whatToSee: String
  }

  /// Computes a topic and writes it into `folder`: for each figure `NAME*.csv`, the script `NAME.gp`,
  /// `NAME.png` and `NAME.svg`.
  ///
  /// Numbers and scripts are there before the first picture is drawn. Throws a `GnuplotError` where
  /// gnuplot is missing or fails, a `ConfigurationError` where the folder cannot be written.
  public static func study(_ topic: any TheoryTopic.Type, into folder: URL) throws -> Report {
    // First, since a topic may compute for minutes.
    try Plots.make(folder)
    let findings = try topic.init().findings()
    let pictures = try Plots.draw(findings.figures, in: folder, by: Gnuplot())
    return Report(pictures: pictures, whatToSee: findings.whatToSee)
  }

  /// A line per topic: its name, and what it asks.
  public static var listing: String {
    let width = topics.map { $0.name.count }.max() ?? 0
    return topics.map { topic in
      topic.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + topic.question + "\n"
    }.joined()
  }
}
