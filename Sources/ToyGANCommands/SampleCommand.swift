import ArgumentParser
import Foundation
import ToyGAN

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Draw samples from the generator of a run.",
    discussion: """
      Example: toygan sample first --count 10000 --out first.npy
      Example: toygan sample study --run unrolled/0 --count 2500 | toygan score - --target ring8
      """)

  @Argument(help: ArgumentHelp("The folder of a run or a sweep.", valueName: "run"))
  var folder: String
  @Option(name: .customLong("run"), help: RunChoice.help) var runName: String?
  @Option(parsing: .unconditional, help: "Number of samples.", transform: Options.wholeNumber)
  var count: Int
  @Option(
    parsing: .unconditional, help: "Seed of the latents (default: the run's).",
    transform: Options.seed)
  var seed: UInt64?
  @Option(help: Options.weightsHelp) var weights: ResultWeights?
  @Option(help: "A file, .csv or .npy (default: CSV on the standard output).") var out: String?

  func run() throws {
    let file = out.map { URL(fileURLWithPath: $0) }
    if let file { try SampleFile.requireKnownEnding(file) }
    let run = try RunChoice.folder(folder, run: runName)
    let samples = try Options.naming("count", "weights") {
      try run.samples(count, seed: seed, weights: weights, notice: ExitStatus.say)
    }
    let dimension = samples.count / count
    guard let file else {
      return try Output.write(SampleFile.csv(samples, dimension: dimension))
    }
    try SampleFile.write(samples, dimension: dimension, to: file)
    try Output.line(file.relativePath)
  }
}
