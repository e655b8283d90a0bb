import Foundation
import ToyGANFiles
import ToyGANSettings
import ToyGANStudies
import ToyGANTargets

/// A sweep on its way to a cluster: the frozen plan, and the files that make its tasks.
public struct SweepSubmission {
  private let experiment: Experiment
  private let invocation: SweepInvocation
  private let isResumed: Bool
  let plan: [PlannedRun]

  /// Plans; writes nothing yet.
  public init(
    _ experiment: Experiment, as invocation: SweepInvocation, isResumed: Bool
  ) throws {
    self.experiment = experiment
    self.invocation = invocation
    self.isResumed = isResumed
    plan = try experiment.plan()
  }

  /// Deals out the runs; what is not given, `memory` in mebibytes included, is measured.
  public func tasks(
    runsPerTask: Int?, memory: Int?, most: Int
  ) throws -> TaskPlan {
    let isGiven = runsPerTask != nil && memory != nil
    let estimate = isGiven ? RunEstimate(seconds: 0, memory: 0) : try RunEstimate(trying: plan)
    return TaskPlan(
      plan, runsPerTask: runsPerTask, memory: memory, estimate: estimate, mostTasks: most)
  }

  /// The scripts for Slurm, run by the program at a place.
  public func slurm(_ tasks: TaskPlan, _ request: SlurmRequest, program: String) -> SlurmScripts {
    SlurmScripts(invocation: invocation, tasks: tasks, request: request, program: program)
  }

  /// The manifests for Kubernetes.
  ///
  /// Throws `SettingError` where the experiment reads a file beside itself, which pods would
  /// not have.
  public func kubernetes(
    _ tasks: TaskPlan, _ request: KubernetesRequest
  ) throws -> KubernetesJob {
    for run in plan {
      guard let file = run.configuration.target.settings(as: PointsTarget.self)?.file else {
        continue
      }
      throw SettingError(
        key: "target.points.file", value: file, allowed: "a target without a file on kubernetes")
    }
    guard let data = FileManager.default.contents(atPath: invocation.experiment) else {
      throw SettingError(
        key: invocation.experiment, value: "a file that cannot be read",
        allowed: "an experiment in YAML")
    }
    return KubernetesJob(
      invocation: invocation, tasks: tasks, request: request,
      experiment: String(decoding: data, as: UTF8.self))
  }

  /// Freezes the plan in the sweep's folder, and writes files into a folder in it.
  ///
  /// Throws `SettingError` when the folder cannot be used.
  public func write(
    _ files: [(name: String, text: String)], into name: String
  ) throws -> URL {
    let sweep = URL(fileURLWithPath: invocation.folder)
    _ = try Sweep(experiment, in: sweep, isResumed: isResumed)
    let folder = sweep.appendingPathComponent(name)
    try AtomicFile.makeFolder(folder)
    for file in files {
      try AtomicFile.write(file.text, to: folder.appendingPathComponent(file.name))
    }
    return folder
  }
}
