import ArgumentParser
import ToyGAN

struct ToyGANCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toygan", abstract: "Train GANs on mixtures of Gaussians and count their modes.",
    discussion: """
      Example: toygan train --set method=unrolled --out first

      Exit status: 0 done, 2 usage or configuration, 3 diverged, 75 interrupted, 1 anything else.
      """,
    version: ToyGANVersion.current,
    subcommands: [
      TrainCommand.self, SweepCommand.self, StatusCommand.self, RunsCommand.self,
      SampleCommand.self, ScoreCommand.self, PlotCommand.self, ExportCommand.self,
      CompareCommand.self, ListCommand.self, TheoryCommand.self, BenchCommand.self,
    ])
}

@main
enum Main {
  static func main() {
    do {
      var command = try ToyGANCommand.parseAsRoot()
      try command.run()
    } catch {
      Ending.exit(for: error)
    }
  }
}
