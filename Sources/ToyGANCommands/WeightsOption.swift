import ArgumentParser
import ToyGAN

extension ResultWeights: ExpressibleByArgument {}

extension Options {
  /// What `--weights` does.
  static let weightsHelp: ArgumentHelp =
    "Which generator of a run: current, or average, its moving average (default: evaluation.weights of the run)."
}
