import ArgumentParser
import ToyGAN

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the names and settings that a configuration can contain.",
    discussion: """
      Without a topic, lists the topics. With a NAME, prints all that is known of it: for a method the \
      whole recipe, with a mark at each value that differs from those of gan. Anything else after the \
      topic is searched for: a part of a name or of a meaning, another common name of a setting \
      (lr, batch size, layers), or a pattern with * and ?; the case of letters does not matter.

      On a terminal, lines are broken at its width. In a pipe or a file a list has one item to a \
      line, unless COLUMNS is set.

      Example: toygan list methods wgan-gp

      Example: toygan list settings "learning rate"
      """)

  @Argument(
    help: ArgumentHelp(
      "\(Listing.Topic.allCases.map(\.rawValue).dropLast().joined(separator: ", ")) or \(Listing.Topic.allCases.last?.rawValue ?? "").",
      valueName: "topic"),
    completion: .list(Listing.Topic.allCases.map(\.rawValue)))
  var topic: String?
  @Argument(help: "A name, or what to search for.") var pattern: [String] = []
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let registry = ToyGANCommand.registry
    guard let topic else { return try write(Listing(registry: registry)) }
    let known = try Self.topic(topic, registry: registry)
    guard !pattern.isEmpty else { return try write(Listing(known, registry: registry)) }
    let pattern = pattern.joined(separator: " ")
    if let part = try NamedPart(pattern, of: known, registry: registry) {
      return try Output.write(json ? part.json : part.text(width: TextWidth.ofText()))
    }
    try write(Listing(known, matching: pattern, registry: registry))
  }

  private func write(_ listing: Listing) throws {
    try Output.write(json ? listing.json : listing.text(width: TextWidth.visible()))
  }

  /// The topic with a name; an error names the topics that have the word as a name.
  private static func topic(_ word: String, registry: Registry) throws -> Listing.Topic {
    if let topic = Listing.Topic(rawValue: word) { return topic }
    var error = SettingError.unknown(
      word, key: "topic", known: Listing.Topic.allCases.map(\.rawValue))
    let owners = Listing.Topic.allCases.filter { topic in
      Listing(topic, registry: registry).items.contains { $0.name == word }
    }
    if let owner = owners.first { error.allowed += "; write toygan list \(owner.rawValue) \(word)" }
    throw error
  }
}
