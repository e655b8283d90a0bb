import Testing
import ToyGAN

@testable import ToyGANMetrics
@testable import ToyGANSettings
@testable import ToyGANStudies

/// The rule by which one trial is better than another.
@Suite struct TuningObjectiveTests {
  private func objective(gates: String = "[]") throws -> TuningObjective {
    let settings = try Experiment(
      yaml: "sample: {over: {batch: {integer: [2, 8]}}}\n"
        + "tune: {objective: [modes_by_mass, reverse_kl], gates: \(gates)}"
    ).tuning
    return TuningObjective(metrics: settings?.objective ?? [], gates: settings?.gates ?? [])
  }

  private func result(
    _ number: Int, _ seeds: [(modes: Double, divergence: Double)], isDiverged: Bool = false,
    _ objective: TuningObjective
  ) -> TrialResult {
    TrialResult(
      PlannedTrial(trial: Trial(label: "a", number: number), drawn: []),
      runs: seeds.map { seed in
        RunMeasurement(
          isDiverged: isDiverged,
          values: ["modes_by_mass": seed.modes, "reverse_kl": seed.divergence])
      }, step: 10, updates: 10, objective: objective)
  }

  @Test func meansDecideThenTheNextMetricThenTheNumber() throws {
    let objective = try objective()
    let trials = [
      result(1, [(6, 0.1)], objective), result(2, [(8, 0.4), (6, 0.4)], objective),
      result(3, [(7, 0.2)], objective), result(4, [(7, 0.2)], objective),
      result(5, [(.nan, 0)], objective), result(6, [(8, 0)], isDiverged: true, objective),
    ]
    let order = trials.reversed().sorted(by: objective.isBetter).map(\.planned.trial.number)
    // Two seeds with 8 and 6 modes are 7 in the mean, as trials 3 and 4, whose divergence is lower.
    #expect(order == [3, 4, 2, 1, 5, 6])
    #expect(trials[5].score == -.infinity && trials[2].score == 7)
  }

  @Test func aGateIsBeforeTheMetrics() throws {
    let objective = try objective(gates: "[reverse_kl<0.3]")
    let trials = [
      result(1, [(8, 0.5)], objective), result(2, [(3, 0.1)], objective),
      result(3, [(4, .nan)], objective),
    ]
    #expect(trials.sorted(by: objective.isBetter).map(\.planned.trial.number) == [2, 1, 3])
    // Tuning curves count it as a failure.
    #expect(trials[0].score == -.infinity && trials[1].score == 3)
  }

  /// What no target of the search can have would be missing for every trial.
  @Test func metricsThatTheTargetsLackAreLeftOut() throws {
    let objective = TuningObjective(
      metrics: [.modesByMass, .slicedWasserstein1],
      gates: try objective(gates: "[reverse_kl<0.3]").gates)
    let shape = try TargetConfiguration(argument: "swiss-roll").target()
    let ring = try TargetConfiguration(argument: "ring8").target()
    let (left, sentences) = try objective.measurable(on: [shape])
    #expect(left.metrics == [.slicedWasserstein1] && left.gates.isEmpty)
    #expect(sentences.count == 2 && sentences[0].hasPrefix("tune: modes_by_mass needs "))
    let (both, none) = try objective.measurable(on: [shape, ring])
    #expect(both.metrics == objective.metrics && both.gates.count == 1 && none.isEmpty)
    let modes = TuningObjective(metrics: [.modesByMass], gates: [])
    let error = #expect(throws: SettingError.self) { try modes.measurable(on: [shape]) }
    #expect(error?.key == "tune.objective" && error?.value == "modes_by_mass")
  }
}
