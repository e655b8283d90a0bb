import ToyGANCore
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

extension RunFolder {
  /// Samples of the generator as the last checkpoint has it, row-major `[count, d]`.
  ///
  /// The same seed gives the same samples; the run's own when none is named. `notice` is told in a
  /// line where the previous checkpoint stands in for the last. Throws `FileError` when
  /// the folder holds no run, or no checkpoint that fits it.
  public func samples(
    _ count: Int, seed: UInt64? = nil, training make: TrainerFactory = { Trainer($0) },
    notice: (String) -> Void = { _ in }
  ) throws -> [Float] {
    guard (1...100_000_000).contains(count) else {
      throw SettingError(
        key: "count", value: "\(count)", allowed: "a whole number from 1 to 100000000")
    }
    let (trainer, configuration) = try restoredTrainer(training: make, notice: notice)
    let stream = RandomStream(seed: seed ?? configuration.seed, name: "sample")
    return trainer.samples(count, from: stream)
  }

  /// Throws `FileError` unless a run has been here.
  public func requireRun() throws {
    guard exists else {
      throw FileError(
        file: url.path, value: "a folder without config.yaml", allowed: "the folder of a run")
    }
  }
}
