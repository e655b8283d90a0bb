import ArgumentParser
import Foundation
import ToyGAN

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Draw samples from the generator of a run.",
    discussion: "Example: toygan sample first --count 10000 --out first.npy")

  @Argument(help: ArgumentHelp("The folder of a run.", valueName: "run")) var folder: String
  @Option(help: "How many samples.") var count: Int
  @Option(help: "Seed of the latents (default: the run's).") var seed: UInt64?
  @Option(help: "A file, .csv or .npy (default: CSV on the standard output).") var out: String?

  func run() throws {
    let file = out.map { URL(fileURLWithPath: $0) }
    if let file { try SampleFile.requireKnownEnding(file) }
    let run = RunFolder(URL(fileURLWithPath: folder), registry: ToyGANCommand.registry)
    let samples = try Options.naming("count") {
      try run.samples(count, seed: seed, notice: ExitStatus.say)
    }
    let dimension = samples.count / count
    guard let file else {
      return print(SampleFile.csv(samples, dimension: dimension), terminator: "")
    }
    try SampleFile.write(samples, dimension: dimension, to: file)
    print(file.relativePath)
  }
}
