import ArgumentParser
import Foundation
import ToyGAN

struct TheoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theory", abstract: "Compute and draw an example from the theory of GANs.",
    discussion: """
      Without a topic, lists the topics. With --width, figures are laid out for this width: text keeps its size, \
      and there are fewer panels in a row; what does not fit one page has several, with numbers in their names.

      Examples:
        toygan theory bilinear
        toygan theory distances --for talk
        toygan theory generator-costs --format pdf --width 8cm --gray
        toygan theory --all --out theory
      """)

  @Argument(help: "The topic to compute and draw.") var topic: String?
  @Flag(help: "All topics, each in a folder with its name; one takes some minutes.")
  var all = false
  @OptionGroup var figures: FigureOptions
  @Option(
    help:
      "Folder for the numbers and figures (default: theory/TOPIC, or theory with --all; with --for talk the folder talk in it)."
  )
  var out: String?

  func run() throws {
    let registry = ToyGANCommand.registry
    let options = try figures.plotOptions()
    if all {
      guard topic == nil else {
        throw SettingError(
          key: "--all", is: "given beside the topic '\(topic ?? "")'", allowed: "one of the two")
      }
      return try studyAll(registry.theoryTopics, options)
    }
    guard let topic else {
      guard out == nil else {
        throw SettingError(
          key: "--out", is: "a folder for no topic",
          allowed: "--all, or a topic before it, one of "
            + registry.theoryTopics.map { $0.name }.joined(separator: ", "))
      }
      return try Output.write(Theory.listing(registry, width: TextWidth.visible()))
    }
    try study(
      registry.theoryTopic(topic), into: URL(fileURLWithPath: out ?? "theory/\(topic)"), options)
  }

  /// Names of figures begin with their topic's, so that a name after --only says which topics are wanted.
  private func studyAll(_ topics: [any TheoryTopic.Type], _ options: PlotOptions) throws {
    let folder = URL(fileURLWithPath: out ?? "theory")
    func names(_ topic: any TheoryTopic.Type) -> [String] {
      options.only.filter { $0.hasPrefix(topic.name) || topic.name.hasPrefix($0) }
    }
    for name in options.only where !topics.contains(where: { names($0).contains(name) }) {
      throw SettingError.unknown(name, key: "--only", known: topics.map { $0.name })
    }
    let wanted = topics.filter { options.only.isEmpty || !names($0).isEmpty }
    for (number, topic) in wanted.enumerated() {
      if number > 0 { try Output.line("") }
      try Output.line("\(topic.name): \(topic.question)")
      var options = options
      options.only = names(topic)
      try study(topic, into: folder.appendingPathComponent(topic.name), options)
    }
  }

  private func study(
    _ topic: any TheoryTopic.Type, into folder: URL, _ options: PlotOptions
  ) throws {
    let isTalk = figures.purpose == .talk && out == nil
    let folder = isTalk ? folder.appendingPathComponent("talk") : folder
    let report = try Options.naming("format", "only") {
      try Theory.study(topic, into: folder, options: options)
    }
    let width = TextWidth.ofText()
    try Output.line(report.explanation.wrapped(to: width))
    for reference in topic.references {
      try Output.line("\(reference)".wrapped(to: width, indent: 2))
    }
    for picture in report.pictures { try Output.line(picture.relativePath) }
    try Output.line(folder.relativePath)
  }
}
