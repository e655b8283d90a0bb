import ToyGANCore
import ToyGANGames
import ToyGANSettings
import ToyGANStudies
import ToyGANTraining

/// The time and memory of a run of a plan, estimated from steps on this machine.
struct RunEstimate: Equatable {
  /// Mean time of a run of the plan, in seconds on one core.
  var seconds: Double
  /// Peak memory during the measurement, in bytes.
  var memory: Int

  /// Measures the first run of up to eight labels, which are evenly distributed over the plan.
  ///
  ///     a run's time = steps · time of a step + evaluations · time of one + time of the last judgement
  ///
  /// Noise floors, which are computed once and cached, are not included. Throws `FileError` if a run that
  /// is measured cannot be made.
  init(trying plan: [PlannedRun]) throws {
    var seconds: [Double] = []
    for run in Self.examples(of: plan) { seconds.append(try Self.seconds(of: run.configuration)) }
    self.seconds = seconds.reduce(0, +) / Double(max(1, seconds.count))
    memory = HostComputer.peakMemory
  }

  init(seconds: Double, memory: Int) { (self.seconds, self.memory) = (seconds, memory) }

  /// The first run of every label, or of an evenly spaced subset of labels.
  static func examples(of plan: [PlannedRun], most: Int = 8) -> [PlannedRun] {
    var labels: Set<String> = []
    let firsts = plan.filter { labels.insert($0.label).inserted }
    let count = min(most, firsts.count)
    return (0..<count).map { firsts[$0 * firsts.count / count] }
  }

  private static func seconds(of configuration: Configuration) throws -> Double {
    let trainer = try Trainer(configuration)
    let judge = try Judge(configuration.target)
    let evaluation = configuration.evaluation
    // The first step and evaluation allocate memory and fill caches.
    _ = (trainer.advance(to: 1), trainer.evaluate())
    var watch = Stopwatch()
    // The time of a step does not depend on whether the players diverge.
    while watch.seconds < 0.05 { _ = trainer.advance(to: trainer.step + 1) }
    let step = watch.seconds / Double(trainer.step - 1)
    watch.restart()
    _ = trainer.evaluate()
    let look = watch.seconds
    let samples = SampleSet(
      trainer.samples(evaluation.samples), dimension: trainer.target.dimension)
    _ = judge.measure(samples, by: evaluation.final.metrics)
    watch.restart()
    _ = judge.measure(samples, by: evaluation.final.metrics)
    return total(configuration, step: step, evaluation: look, judgement: watch.seconds)
  }

  /// Time of a whole run from the times of its parts.
  static func total(
    _ configuration: Configuration, step: Double, evaluation: Double, judgement: Double
  ) -> Double {
    let evaluations = configuration.steps / max(1, configuration.evaluation.every) + 1
    return Double(configuration.steps) * step + Double(evaluations) * evaluation + judgement
  }
}
