import ToyGANCore
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

extension RunFolder {
  /// Samples generated from the last checkpoint, row-major `[count, d]`.
  ///
  /// The same seed gives the same samples; the default is the run's own seed. `weights` chooses the generator; the
  /// default is the one that is the result of the run. `notice` receives a message
  /// if the previous checkpoint is used in place of the last. Throws `FileError` if the folder contains no
  /// run, or no checkpoint that matches it.
  public func samples(
    _ count: Int, seed: UInt64? = nil, weights: ResultWeights? = nil,
    training make: TrainerFactory = { Trainer($0) }, notice: (String) -> Void = { _ in }
  ) throws -> [Float] {
    guard (1...100_000_000).contains(count) else {
      throw SettingError(
        key: "count", value: "\(count)", allowed: "a whole number from 1 to 100000000")
    }
    let (trainer, configuration) = try restoredTrainer(
      weights: weights, training: make, notice: notice)
    let stream = RandomStream(seed: seed ?? configuration.seed, name: "sample")
    return trainer.samples(count, from: stream)
  }

  /// Throws `FileError` unless the folder contains a run.
  public func requireRun() throws {
    guard exists else {
      throw FileError.folder(
        url.relativePath, lacks: "config.yaml", expected: "the folder of a run")
    }
  }
}
