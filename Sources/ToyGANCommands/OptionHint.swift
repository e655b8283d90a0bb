import ArgumentParser
import Foundation
import ToyGAN
import ToyGANSettings

/// What to write in place of an option that the program does not have, but other programs do: `--lr 1e-3`.
enum OptionHint {
  private static let beginning = "Unknown option '"

  /// The parser's message, with the way to set what an unknown option names.
  static func explaining(_ message: String, arguments: [String]) -> String {
    guard message.hasPrefix(beginning), let command = command(arguments),
      let option = message.dropFirst(beginning.count).split(separator: "'").first,
      option.hasPrefix("--")
    else { return message }
    let help = HelpText.withRoom { ToyGANCommand.helpMessage(for: command) }
    func has(_ name: String) -> Bool { help.contains("--\(name) ") }
    guard has("set"), let key = key(option.dropFirst(2)) else { return message }
    let value = value(of: option, in: arguments) ?? "VALUE"
    let way = has(key) ? "--\(key) \(value)" : "--set \(ShellText.argument("\(key)=\(value)"))"
    let more = has("\(key)s") ? ", or --\(key)s N for a number of them" : ""
    return "\(beginning)\(option)'; expected \(way)\(more)"
  }

  private static func command(_ arguments: [String]) -> (any ParsableCommand.Type)? {
    ToyGANCommand.configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
  }

  /// The setting with a name, or with this common other name.
  private static func key(_ name: Substring) -> String? {
    let known = Configuration.settingDescriptions(registry: ToyGANCommand.registry)
    if known.contains(where: { $0.key == name }) { return String(name) }
    return SettingGuess(String(name), among: known).keys.first
  }

  /// What follows an option, if it is not another option.
  private static func value(of option: Substring, in arguments: [String]) -> String? {
    for (argument, next) in zip(arguments, arguments.dropFirst().map { $0 as String? } + [nil]) {
      if argument.hasPrefix("\(option)=") { return String(argument.dropFirst(option.count + 1)) }
      if argument == option { return next.flatMap { $0.hasPrefix("-") ? nil : $0 } }
    }
    return nil
  }
}
