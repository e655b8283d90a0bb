import ArgumentParser
import ToyGAN

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the names and settings that a configuration can contain.",
    discussion: """
      Without a topic, lists the topics. With a NAME, prints all that is known of it: for a method \
      what differs from the recipe of gan, and with --all the whole recipe. Anything else after the topic is \
      searched for: words, each of which must begin a word of a name, of another common name of a setting \
      (lr, batch size, layers) or of a meaning; or a pattern with * and ?. The case of letters does not matter.

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
  @Flag(help: "Print the whole recipe of a method, not only what differs from gan.")
  var all = false
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let registry = ToyGANCommand.registry
    if all, json || topic != Listing.Topic.methods.rawValue || pattern.isEmpty {
      throw SettingError(
        key: "--all", is: "of no use here",
        allowed: "the name of a method without --json, which has all")
    }
    guard let topic else { return try write(Listing(registry: registry)) }
    let known = try Self.topic(topic, before: pattern, registry: registry)
    guard !pattern.isEmpty else { return try write(Listing(known, registry: registry)) }
    let pattern = pattern.joined(separator: " ")
    guard pattern.count <= SettingSearch.longest else {
      throw SettingError(
        key: "NAME", is: "a text of \(pattern.count) characters",
        allowed: "at most \(SettingSearch.longest)")
    }
    if let part = try NamedPart(pattern, of: known, registry: registry) {
      return try Output.write(json ? part.json : part.text(width: TextWidth.ofText(), all: all))
    }
    try write(Listing(known, matching: pattern, registry: registry))
  }

  private func write(_ listing: Listing) throws {
    try Output.write(json ? listing.json : listing.text(width: TextWidth.visible()))
  }

  /// The topic with a name; an error has the command that was probably meant.
  private static func topic(
    _ word: String, before pattern: [String], registry: Registry
  ) throws(SettingError) -> Listing.Topic {
    if let topic = Listing.Topic(rawValue: word) { return topic }
    let known = Listing.Topic.allCases.map(\.rawValue)
    let meant: String? =
      if let topic = known.first(where: { NearestName.areForms(word, $0) }) {
        ([topic] + pattern).joined(separator: " ")
      } else if let owner = Listing.Topic.allCases.first(where: { topic in
        Listing(topic, registry: registry).items.contains { $0.name == word }
      }) {
        "\(owner.rawValue) \(word)"
      } else {
        NearestName.of(word, among: known).map { ([$0] + pattern).joined(separator: " ") }
      }
    throw SettingError(
      key: "topic", value: "'\(word.inOneLine(60))'",
      allowed: "one of " + known.joined(separator: ", ")
        + (meant.map { "; write toygan list \($0.inOneLine(120))" } ?? ""))
  }
}
