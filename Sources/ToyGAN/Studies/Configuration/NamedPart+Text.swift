import ToyGANFiles
import ToyGANGames
import ToyGANSettings

extension NamedPart {
  /// The part as text in lines of a width; of a method what differs from gan, or with `all` its whole recipe.
  package func text(width: Int, all: Bool = false) -> String {
    var text = name + "\n"
    for line in [summary, reference?.description ?? ""] where !line.isEmpty {
      text += ("  " + line).wrapped(to: width) + "\n"
    }
    text += facts.map { "  \($0.name): \($0.value)".wrapped(to: width, indent: 2) + "\n" }.joined()
    guard !settings.isEmpty else { return text }
    let isDifference = !all && isComparedWithGAN
    let shown =
      isDifference ? settings.filter { $0.differs == true && $0.key != "method" } : settings
    text += "\n" + heading(isDifference, isEmpty: shown.isEmpty).wrapped(to: width) + "\n"
    if !shown.isEmpty { text += "\n" + shown.map { line($0, isDifference, width: width) }.joined() }
    return text + (isDifference ? sameAsGANText(width: width) : "")
  }

  private var isComparedWithGAN: Bool {
    topic == Listing.Topic.methods.rawValue && name != GAN.name
  }

  private func heading(_ isDifference: Bool, isEmpty: Bool) -> String {
    let all = "toygan list methods \(name) --all has every setting of its recipe."
    if isDifference {
      return isEmpty
        ? "No other setting differs from the recipe of gan. \(all)"
        : "What differs from the recipe of gan, whose value follows. \(all)"
    }
    switch topic {
    case Listing.Topic.methods.rawValue:
      return "The recipe, as for target ring8."
        + (isComparedWithGAN
          ? " Values that differ from those of gan have a * and gan's value." : "")
    case Listing.Topic.targets.rawValue:
      return "Settings with example values. Those with a * must be given."
    default: return "Settings with their defaults."
    }
  }

  /// The setting with its value, and its meaning below.
  private func line(_ setting: Value, _ isDifference: Bool, width: Int) -> String {
    let isMarked = setting.required == true || isComparedWithGAN && setting.differs == true
    let mark = isMarked && !isDifference ? "* " : "  "
    let other =
      setting.differs == true ? setting.gan.map { "  (gan: \($0))" } ?? "  (gan has none)" : ""
    let meaning = [setting.meaning, setting.allowed].filter { !$0.isEmpty }.joined(separator: ": ")
    return "\(mark)\(setting.key): \(setting.value)\(other)".wrapped(to: width, indent: 4) + "\n"
      + ("      " + meaning).wrapped(to: width) + "\n"
  }

  /// The command that compares the method with gan by what it needs alone.
  private func sameAsGANText(width: Int) -> String {
    guard let sameAsGAN, !sameAsGAN.isEmpty else { return "" }
    let settings = sameAsGAN.map { " --set " + ShellText.argument($0) }.joined()
    let command = "  toygan sweep --vary method=gan,\(name)\(settings)"
    return "\n"
      + "To compare it with gan by its idea alone, with gan's values in all settings that it can share; leave out those that you count as part of the idea:"
      .wrapped(to: width) + "\n\n" + command.wrappedCommand(to: width) + "\n"
  }
}
