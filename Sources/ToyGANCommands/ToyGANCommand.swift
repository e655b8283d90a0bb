import ArgumentParser
import Foundation
import ToyGAN

/// The command line: a program that calls `ToyGANCommand.main()` has all of its commands.
public struct ToyGANCommand: ParsableCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "toygan",
      abstract: "Train GANs on mixtures of Gaussians and measure how many modes they cover.",
      discussion: """
        Example: toygan train --set method=unrolled --out first

        Exit status: 0 done, 2 usage or configuration, 3 diverged, 75 interrupted, 1 anything else.
        """,
      version: ToyGANVersion.current,
      subcommands: [
        TrainCommand.self, SweepCommand.self, TuneCommand.self, StatusCommand.self,
        RunsCommand.self,
        SampleCommand.self, ScoreCommand.self, PlotCommand.self, ExportCommand.self,
        CompareCommand.self, ListCommand.self, InitCommand.self, TheoryCommand.self,
        BenchCommand.self, ColumnsCommand.self,
      ] + added)
  }

  public init() {}
}

extension ToyGANCommand {
  /// Throws `SettingError` if an argument is not UTF-8: it would be read as another name.
  private static func requireText() throws {
    for (number, argument) in CommandLine.arguments.enumerated().dropFirst() {
      guard let bytes = CommandLine.unsafeArgv[number],
        !bytes.withMemoryRebound(
          to: UInt8.self, capacity: strlen(bytes),
          { argument.utf8.elementsEqual(UnsafeBufferPointer(start: $0, count: strlen(bytes))) })
      else { continue }
      throw SettingError(
        key: "argument \(number)", value: "'\(argument.inOneLine(60))', which is not UTF-8,",
        allowed: "text in UTF-8")
    }
  }

  /// Throws `SettingError` with a suggestion if the first argument is not a command, or that of `help`.
  private static func requireKnownCommand() throws {
    var words = CommandLine.arguments.dropFirst()
    let known = configuration.subcommands.compactMap { $0.configuration.commandName }
    let isHelp = words.first == "help"
    if isHelp { words = words.dropFirst() }
    guard let name = words.first, !name.hasPrefix("-"), !known.contains(name) else { return }
    throw SettingError.unknown(
      name.inOneLine(60), key: "command", known: isHelp ? known : known + ["help"])
  }

  /// The parts that the commands of this program can name.
  @TaskLocal package static var registry = Registry.standard

  /// The commands that the program has besides those of this module.
  @TaskLocal private static var added: [any ParsableCommand.Type] = []

  /// Runs the command in the program's arguments, and ends the program.
  ///
  /// A package with its own parts can use all commands with them, and add commands, among them the live page
  /// of the module `ToyGANLiveCommand`:
  ///
  ///     ToyGANCommand.main(registry: .standard.adding(MyMethod.self), adding: [LiveCommand.self])
  public static func main(
    registry: Registry, adding commands: [any ParsableCommand.Type] = []
  ) -> Never {
    Output.reserveStreams()
    return $registry.withValue(registry) {
      $added.withValue(commands) {
        do {
          try requireText()
          try requireKnownCommand()
          var command = try parseAsRoot()
          try command.run()
          Foundation.exit(0)
        } catch {
          ExitStatus.exit(for: error)
        }
      }
    }
  }
}
