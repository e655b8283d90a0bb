import ToyGANFiles

extension NamedPart {
  /// The part as text in lines of a width.
  package func text(width: Int) -> String {
    var text = name + "\n"
    for line in [summary, reference?.description ?? ""] where !line.isEmpty {
      text += ("  " + line).wrapped(to: width) + "\n"
    }
    text += facts.map { "  \($0.name): \($0.value)".wrapped(to: width, indent: 2) + "\n" }.joined()
    guard !settings.isEmpty else { return text }
    text += "\n" + heading.wrapped(to: width) + "\n\n"
    return text + settings.map { line($0, width: width) }.joined()
  }

  private var heading: String {
    topic == "methods" && name != "gan"
      ? "The recipe, as for target ring8. Values that differ from those of gan have a * and "
        + "gan's value."
      : topic == "methods" ? "The recipe, as for target ring8." : "Settings with their defaults."
  }

  /// The setting with its value, and its meaning below.
  private func line(_ setting: Value, width: Int) -> String {
    let mark = setting.differs == true && name != "gan" ? "* " : "  "
    let other =
      setting.differs == true ? setting.gan.map { "  (gan: \($0))" } ?? "  (gan has none)" : ""
    let meaning = [setting.meaning, setting.allowed].filter { !$0.isEmpty }.joined(separator: ": ")
    return "\(mark)\(setting.key): \(setting.value)\(other)".wrapped(to: width, indent: 4) + "\n"
      + ("      " + meaning).wrapped(to: width) + "\n"
  }
}
