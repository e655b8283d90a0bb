import ArgumentParser
import Foundation
import ToyGAN

/// The exit statuses of the program, on which scripts rely, with one line on the error stream.
package enum ExitStatus: Int32, Error {
  case failed = 1
  case badConfiguration = 2
  case diverged = 3
  case interrupted = 75

  /// Ends the program with the status and message of the error.
  package static func exit(for error: any Error) -> Never {
    switch error {
    case let ending as ExitStatus:
      Foundation.exit(ending.rawValue)
    case var error as SettingError where error.key == "assignment":
      error.key = "--set"
      fail("\(error)", .badConfiguration)
    case is SettingError, is FileError, is InvalidCombinations:
      fail("\(error)", .badConfiguration)
    case is MachineError:
      fail("\(error)", .failed)
    case GnuplotError.notFound:
      fail("\(error)", .badConfiguration)
    case is GnuplotError:
      fail("\(error)", .failed)
    default:
      exit(forParser: error)
    }
  }

  /// Help and version are results; any other error of the parser is one line, with status 2.
  private static func exit(forParser error: any Error) -> Never {
    switch HelpText.withRoom({ ToyGANCommand.exitCode(for: error) }) {
    case .success:
      do {
        try Output.line(HelpText.answer(to: error, width: TextWidth.ofText()))
      } catch {
        exit(for: error)
      }
      Foundation.exit(0)
    case .validationFailure:
      let message = HelpText.withRoom { ToyGANCommand.message(for: error) }
      fail(
        OptionHint.explaining(message, arguments: Array(CommandLine.arguments.dropFirst()))
          .shortened(to: 3000),
        .badConfiguration)
    default:
      fail("\(error)", .failed)
    }
  }

  private static func fail(_ message: String, _ ending: ExitStatus) -> Never {
    say("error: \(message)")
    Foundation.exit(ending.rawValue)
  }

  /// Writes one message to the error stream: a line, which on a terminal is broken at its width.
  static func say(_ message: String) {
    let line = "toygan: " + message.split(whereSeparator: \.isNewline).joined(separator: " ")
    let width = TextWidth.visible(on: STDERR_FILENO)
    Terminal.write((width.map { lines(line, width: $0) } ?? line) + "\n")
  }

  /// A message in lines of a width; a command at its end has separate lines, so that it can be pasted.
  static func lines(_ message: String, width: Int) -> String {
    let mark = ["; write toygan ", ": toygan "].lazy.compactMap {
      message.range(of: $0, options: .backwards)
    }.first
    guard message.columns > width, let mark else { return message.wrapped(to: width, indent: 2) }
    let sentence = message[..<mark.upperBound].dropLast("toygan ".count).trimmed
    let command = "  toygan " + message[mark.upperBound...]
    return sentence.wrapped(to: width, indent: 2) + "\n" + command.wrappedCommand(to: width)
  }
}
