import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct TaskPlanTests {
  private func runs(labels: Int, seeds: Int) throws -> [PlannedRun] {
    let values = (1...labels).map { "\(8 * $0)" }.joined(separator: ", ")
    return try Experiment(yaml: "vary: {batch: [\(values)]}\nseeds: \(seeds)").plan()
  }

  private func deal(
    _ plan: [PlannedRun], seconds: Double, runsPerTask: Int? = nil, most: Int = 1000
  ) -> TaskPlan {
    TaskPlan(
      plan, runsPerTask: runsPerTask, memory: nil,
      estimate: RunEstimate(seconds: seconds, memory: 0), maximumTasks: most)
  }

  /// Ten minutes are ten runs of a minute; four runs at least where only 25 tasks are allowed.
  @Test func aTaskTakesTenMinutes() throws {
    let plan = try runs(labels: 3, seeds: 33)
    #expect(deal(plan, seconds: 60).tasks == 10)
    #expect(deal(plan, seconds: 60).runsPerTask == 10)
    #expect(deal(plan, seconds: 3600).tasks == 99)
    #expect(deal(plan, seconds: 3600, most: 25).runsPerTask == 4)
    #expect(deal(plan, seconds: 1e-9).tasks == 1)
  }

  @Test func whatTheUserSaysHolds() throws {
    let plan = try runs(labels: 3, seeds: 8)
    #expect(deal(plan, seconds: 1e-9, runsPerTask: 3).tasks == 8)
    #expect(deal(plan, seconds: 60, runsPerTask: 1).tasks == 24)
    #expect(deal(plan, seconds: 60, runsPerTask: 1, most: 5).runsPerTask == 5)
    #expect(deal(plan, seconds: 60, runsPerTask: 1_000_000_000).tasks == 1)
  }

  /// Ten seeds of seven labels in seven tasks would be one label to a task; in eight, they mix.
  @Test func everyTaskHasRunsOfManyLabels() throws {
    let plan = try runs(labels: 7, seeds: 10)
    let deal = deal(plan, seconds: 60)
    #expect(deal.tasks == 8)
    var made: [Int] = []
    for index in 1...deal.tasks {
      let shard = try Shard("\(index)/\(deal.tasks)")
      let mine = plan.indices.filter { shard.contains($0) }
      #expect(mine.count <= deal.runsPerTask)
      #expect(Set(mine.map { plan[$0].label }).count == 7)
      made += mine
    }
    #expect(made.sorted() == Array(plan.indices), "every run once")
  }

  @Test func memoryIsTwiceWhatWasMeasured() {
    // 700 MiB twice is 1400, in steps of 256 MiB 1536; a gibibyte at least.
    #expect(TaskPlan.memory(for: RunEstimate(seconds: 1, memory: 700 << 20)) == 1536)
    #expect(TaskPlan.memory(for: RunEstimate(seconds: 1, memory: 20 << 20)) == 1024)
  }

  @Test func labelsAreTriedOnceEachAndSpreadOut() throws {
    let plan = try runs(labels: 16, seeds: 3)
    #expect(RunEstimate.examples(of: plan).map(\.label) == (0..<8).map { plan[2 * $0].label })
    #expect(RunEstimate.examples(of: Array(plan.prefix(3))).count == 3)
  }

  /// 1000 steps of 10 ms, eleven evaluations (at step 0 too) of 100 ms, and 3 s: 10 + 1.1 + 3.
  @Test func aRunIsItsStepsItsEvaluationsAndItsJudgement() {
    var configuration = Configuration()
    (configuration.steps, configuration.evaluation.every) = (1000, 100)
    let seconds = RunEstimate.total(configuration, step: 0.01, evaluation: 0.1, judgement: 3)
    #expect(abs(seconds - 14.1) < 1e-9)
  }

  @Test func tryingMeasuresSomething() throws {
    let yaml = """
      generator: {latent: 2, hidden: [4]}
      discriminator: {hidden: [4]}
      batch: 8
      evaluation: {samples: 10, final: modes_covered}
      """
    let estimate = try RunEstimate(trying: Experiment(yaml: yaml).plan())
    #expect(estimate.seconds > 0 && estimate.seconds.isFinite)
    #expect(estimate.memory > 1 << 20)
  }
}
