import ArgumentParser
import ToyGAN

/// How many runs of a plan are trained at the same time.
struct WorkerOptions: ParsableArguments {
  @Option(
    name: .short, parsing: .unconditional,
    help: "Number of runs at the same time (default: one per core that the process may use).",
    transform: Options.wholeNumber)
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("-j must be 1 or more, not \(jobs)") }
  }

  /// The number of workers for so many runs.
  func workers(of runs: Int) -> Int { min(jobs ?? HostComputer.usableCores, runs) }
}
