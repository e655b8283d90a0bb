import ArgumentParser
import Foundation
import ToyGAN

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a run or a sweep in the format of another program.",
    discussion: """
      A run becomes the folder LABEL/seed-N; 'tensorboard --logdir FOLDER' then shows it.

      Example: toygan export first --tensorboard
      """)

  enum Format: EnumerableFlag {
    case tensorboard

    static func help(for value: Format) -> ArgumentHelp? {
      switch value {
      case .tensorboard: "TensorBoard's event files."
      }
    }
  }

  @Argument(help: "The folder of a run or a sweep.") var folder: String
  @Flag var format: Format
  @Option(help: "A folder (default: the folder 'tensorboard' in that of the run or sweep).")
  var out: String?

  func run() throws {
    let place = out.map { URL(fileURLWithPath: $0) }
    switch format {
    case .tensorboard:
      try Output.line(
        try TensorBoard.export(
          URL(fileURLWithPath: folder), to: place, registry: ToyGANCommand.registry
        ).relativePath)
    }
  }
}
