import ArgumentParser
import Foundation
import ToyGAN

struct TheoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theory", abstract: "Compute and draw an example from the theory of GANs.",
    discussion: """
      Without a topic, lists the topics.

      Example: toygan theory bilinear
      """)

  @Argument(help: "The topic to compute and draw.") var topic: String?
  @Option(help: "Folder for the numbers and figures (default: theory/TOPIC).") var out: String?

  func run() throws {
    let registry = ToyGANCommand.registry
    guard let topic else {
      guard out == nil else {
        throw SettingError(
          key: "--out", is: "a folder for no topic",
          allowed: "a topic before it, one of "
            + registry.theoryTopics.map { $0.name }.joined(separator: ", "))
      }
      return try Output.write(Theory.listing(registry, width: TextWidth.visible()))
    }
    let example = try registry.theoryTopic(topic)
    let folder = URL(fileURLWithPath: out ?? "theory/\(topic)")
    let report = try Theory.study(example, into: folder)
    let width = TextWidth.ofText()
    try Output.line(report.explanation.wrapped(to: width))
    for reference in example.references {
      try Output.line("\(reference)".wrapped(to: width, indent: 2))
    }
    for picture in report.pictures { try Output.line(picture.relativePath) }
    try Output.line(folder.relativePath)
  }
}
