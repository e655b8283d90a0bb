import ArgumentParser
import Foundation
import ToyGAN

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Draw samples from the generator of a run.",
    discussion: "Example: toygan sample first --count 10000 --out first.npy")

  @Argument(help: ArgumentHelp("The folder of a run.", valueName: "run")) var folder: String
  @Option(parsing: .unconditional, help: "Number of samples.", transform: Options.wholeNumber)
  var count: Int
  @Option(
    parsing: .unconditional, help: "Seed of the latents (default: the run's).",
    transform: Options.seed)
  var seed: UInt64?
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
      return try Output.write(SampleFile.csv(samples, dimension: dimension))
    }
    try SampleFile.write(samples, dimension: dimension, to: file)
    try Output.line(file.relativePath)
  }
}
