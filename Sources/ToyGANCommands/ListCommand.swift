import ArgumentParser
import ToyGAN

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the names and settings that a configuration can contain.",
    discussion: "Example: toygan list methods --json")

  @Argument(help: "targets, methods, metrics, objectives, penalties or settings.") var topic:
    Listing.Topic
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let listing = Listing(topic, registry: ToyGANCommand.registry)
    try Output.write(json ? listing.json : listing.text)
  }
}

extension Listing.Topic: ExpressibleByArgument {}
