import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANFigures
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct RunSchedulerTests {
  /// Seconds of the seven methods of experiments/mode-collapse, as once measured; operations would
  /// put the third behind the fourth.
  static let seconds = [111.0, 104, 93, 81, 64.5, 48, 47]
  static let operations = [111.0, 104, 70, 81, 64.5, 48, 47]

  private static func jobs(seeds: Int) -> [RunScheduler.Job] {
    (0..<seeds).flatMap { seed in
      seconds.indices.map { run in
        RunScheduler.Job(
          place: 7 * seed + run, seed: seed, label: "\(run)", operations: operations[run])
      }
    }
  }

  /// Lets workers take runs that last so long: their order, and when all are done.
  private static func simulate(_ jobs: [RunScheduler.Job], workers: Int) -> (
    order: [Int], end: Double
  ) {
    var order = RunScheduler(jobs, workers: workers)
    var busy: [(worker: Int, until: Double, job: RunScheduler.Job?)] =
      (0..<workers).map { ($0, 0, nil) }
    var (taken, now) = ([Int](), 0.0)
    while let first = busy.indices.min(by: { busy[$0].until < busy[$1].until }) {
      now = busy[first].until
      if let job = busy[first].job { order.end(job, after: seconds[job.place % 7]) }
      guard let job = order.next(for: busy[first].worker, at: now) else {
        busy.remove(at: first)
        continue
      }
      taken.append(job.place)
      busy[first] = (busy[first].worker, now + seconds[job.place % 7], job)
    }
    return (taken, now)
  }

  @Test(arguments: 1...4)
  func everyRunIsMadeOnceAndSeedAfterSeed(_ workers: Int) {
    let (order, _) = Self.simulate(Self.jobs(seeds: 3), workers: workers)
    #expect(order.sorted() == Array(0..<21))
    #expect(order.map { $0 / 7 } == order.map { $0 / 7 }.sorted())
    #expect(order.first == 0, "the longest first")
  }

  /// Three seeds on two workers: 822.75 s if no worker ever waited; the longest first ends at 848.
  @Test func workersEndTogether() {
    let even = 3 * Self.seconds.reduce(0, +) / 2
    let end = Self.simulate(Self.jobs(seeds: 3), workers: 2).end
    #expect(end < even + 5, "\(end)")
  }

  /// One seed, of which nothing is known but operations.
  @Test func operationsStandInForTimes() {
    let (order, end) = Self.simulate(Self.jobs(seeds: 1), workers: 2)
    #expect(order.count == 7)
    #expect(end < 300)
    var empty = RunScheduler([RunScheduler.Job](), workers: 3)
    #expect(empty.next(for: 2, at: 0) == nil)
  }
}
