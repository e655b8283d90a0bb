import Testing

@testable import ToyGANStudies

/// The time that is left, in cases that can be counted on fingers.
@Suite struct SweepForecastTests {
  private typealias Run = SweepForecast.Run

  /// Ten steps a second for `slow`, a hundred for `fast`.
  private var measured: SweepForecast {
    var forecast = SweepForecast()
    forecast.add(steps: 100, in: 10, of: "slow", operations: 40)
    forecast.add(steps: 1000, in: 10, of: "fast", operations: 4)
    return forecast
  }

  private func seconds(
    _ forecast: SweepForecast, running: [Run] = [], waiting: [Run] = [], workers: Int = 1
  ) -> Double? {
    forecast.secondsLeft(running: running, waiting: waiting, workers: workers)
  }

  @Test func withoutRunsNothingIsLeft() {
    #expect(seconds(SweepForecast()) == 0)
    #expect(seconds(measured) == 0)
  }

  @Test func withoutMeasurementsNothingIsKnown() {
    #expect(seconds(SweepForecast(), waiting: [Run(label: "slow", stepsLeft: 10)]) == nil)
    var forecast = SweepForecast()
    forecast.add(steps: 0, in: 3, of: "slow")
    forecast.add(steps: 3, in: 0, of: "slow")
    #expect(seconds(forecast, running: [Run(label: "slow", stepsLeft: 10)]) == nil)
  }

  @Test func everyLabelHasItsSpeed() {
    let runs = [Run(label: "slow", stepsLeft: 200), Run(label: "fast", stepsLeft: 200)]
    #expect(seconds(measured, waiting: runs) == 22)
    #expect(seconds(measured, waiting: runs, workers: 2) == 20)
    #expect(seconds(measured, waiting: runs.reversed(), workers: 2) == 20)
    #expect(seconds(measured, waiting: runs, workers: 9) == 20)
  }

  /// What was measured for a label in two runs counts together: 200 steps in 30 seconds.
  @Test func measurementsOfALabelAreAdded() {
    var forecast = SweepForecast()
    forecast.add(steps: 100, in: 10, of: "a")
    forecast.add(steps: 100, in: 20, of: "a")
    #expect(seconds(forecast, waiting: [Run(label: "a", stepsLeft: 200)]) == 30)
  }

  /// On two workers 20, 10 and 10 seconds take 20; 10, 10 and 20 take 30, because the long one begins last.
  @Test func theQueueIsTakenInItsOrder() {
    let (long, short) = (Run(label: "slow", stepsLeft: 200), Run(label: "slow", stepsLeft: 100))
    #expect(seconds(measured, waiting: [long, short, short], workers: 2) == 20)
    #expect(seconds(measured, waiting: [short, short, long], workers: 2) == 30)
  }

  /// Runs in progress keep their workers; what waits begins where one is free first.
  @Test func runsInProgressHaveWorkersAlready() {
    let running = [Run(label: "slow", stepsLeft: 50), Run(label: "slow", stepsLeft: 10)]
    let waiting = [Run(label: "slow", stepsLeft: 100)]
    #expect(seconds(measured, running: running, workers: 2) == 5)
    #expect(seconds(measured, running: running, waiting: waiting, workers: 2) == 11)
    // A third worker is free at once.
    #expect(seconds(measured, running: running, waiting: waiting, workers: 3) == 10)
    // There cannot be fewer workers than runs in progress.
    #expect(seconds(measured, running: running, waiting: waiting, workers: 1) == 11)
  }

  @Test func itIsNeverLessThanTheLongestRun() {
    let runs = (1...20).map {
      Run(label: $0.isMultiple(of: 3) ? "slow" : "fast", stepsLeft: Double($0))
    }
    for workers in 1...30 {
      let left = seconds(measured, waiting: runs, workers: workers) ?? 0
      #expect(left >= 1.8, "the run of 18 steps at ten a second")
      let sum = seconds(measured, waiting: runs, workers: 1) ?? 0
      #expect(left >= sum / Double(workers) - 1e-9 && left <= sum + 1e-9)
    }
  }

  /// Both measured labels did 4000 operations in ten seconds: 400 in a second.
  @Test func anUnknownLabelIsJudgedByItsOperations() {
    let run = Run(label: "new", stepsLeft: 10, operations: 800)
    #expect(seconds(measured, waiting: [run]) == 20)
    // Without operations by the mean speed, 1100 steps in 20 seconds.
    #expect(seconds(measured, waiting: [Run(label: "new", stepsLeft: 55)]) == 1)
    var uncounted = SweepForecast()
    uncounted.add(steps: 10, in: 10, of: "slow")
    #expect(seconds(uncounted, waiting: [run]) == 10)
  }

  @Test func manyRunsOnManyWorkersAreThatOfAPlainSearch() {
    var forecast = SweepForecast()
    forecast.add(steps: 1, in: 1, of: "a")
    var state: UInt64 = 1
    let runs = (0..<200).map { _ -> Run in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Run(label: "a", stepsLeft: Double(state >> 54))
    }
    for workers in [1, 2, 3, 7, 16] {
      var free = [Double](repeating: 0, count: workers)
      for run in runs {
        let first = free.indices.min { free[$0] < free[$1] } ?? 0
        free[first] += run.stepsLeft
      }
      #expect(seconds(forecast, waiting: runs, workers: workers) == free.max())
    }
  }
}
