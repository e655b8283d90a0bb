import ToyGANCore
import ToyGANGames
import ToyGANSettings
import ToyGANStudies
import ToyGANTraining

/// What a run of a plan takes, from steps made on this machine.
struct RunEstimate: Equatable {
  /// Time of a run, the mean over the plan, in seconds on one core.
  var seconds: Double
  /// Most memory while runs of the plan were tried, in bytes.
  var memory: Int

  /// Tries the first run of up to eight labels, which are spread over the plan.
  ///
  ///     a run's time = steps · time of a step + evaluations · time of one + time of the last judgement
  ///
  /// Noise floors, which are computed once and kept, are not counted. Throws `FileError`
  /// where a run that is tried cannot be made.
  init(trying plan: [PlannedRun]) throws {
    var seconds: [Double] = []
    for run in Self.examples(of: plan) { seconds.append(try Self.seconds(of: run.configuration)) }
    self.seconds = seconds.reduce(0, +) / Double(max(1, seconds.count))
    memory = HostComputer.peakMemory
  }

  init(seconds: Double, memory: Int) { (self.seconds, self.memory) = (seconds, memory) }

  /// The first run of every label, thinned out evenly.
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
    // The first of everything takes memory and fills caches.
    _ = (trainer.advance(to: 1), trainer.evaluate())
    var watch = Stopwatch()
    // Whether the players diverge changes nothing about the time of a step.
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

  /// Time of a whole run from that of its parts.
  static func total(
    _ configuration: Configuration, step: Double, evaluation: Double, judgement: Double
  ) -> Double {
    let evaluations = configuration.steps / max(1, configuration.evaluation.every) + 1
    return Double(configuration.steps) * step + Double(evaluations) * evaluation + judgement
  }
}
