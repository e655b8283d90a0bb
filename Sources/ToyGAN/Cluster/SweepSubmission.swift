import Foundation
import ToyGANFiles
import ToyGANSettings
import ToyGANStudies

/// A sweep to be submitted to a cluster: the fixed plan, and the files that start its tasks.
public struct SweepSubmission {
  private let experiment: Experiment
  private let invocation: SweepInvocation
  private let isResumed: Bool
  let plan: [PlannedRun]

  /// Makes the plan; does not write anything yet.
  public init(
    _ experiment: Experiment, as invocation: SweepInvocation, isResumed: Bool
  ) throws {
    self.experiment = experiment
    self.invocation = invocation
    self.isResumed = isResumed
    plan = try experiment.plan()
  }

  /// Distributes the runs over tasks; values that are not given
  /// are measured, including `memory` in mebibytes.
  public func tasks(
    runsPerTask: Int?, memory: Int?, most: Int
  ) throws -> TaskPlan {
    let isGiven = runsPerTask != nil && memory != nil
    let estimate = isGiven ? RunEstimate(seconds: 0, memory: 0) : try RunEstimate(trying: plan)
    return TaskPlan(
      plan, runsPerTask: runsPerTask, memory: memory, estimate: estimate, maximumTasks: most)
  }

  /// The scripts for Slurm, which run the program at the given path.
  public func slurm(_ tasks: TaskPlan, _ request: SlurmRequest, program: String) -> SlurmScripts {
    SlurmScripts(invocation: invocation, tasks: tasks, request: request, program: program)
  }

  /// The manifests for Kubernetes.
  ///
  /// Throws `SettingError` if the experiment reads another file, which would be missing in pods.
  public func kubernetes(
    _ tasks: TaskPlan, _ request: KubernetesRequest
  ) throws -> KubernetesJob {
    if let input = plan.lazy.flatMap(\.inputs).first {
      throw SettingError(
        key: input.kind.key, value: input.url.path, allowed: "settings without a file on kubernetes"
      )
    }
    let text = try invocation.experiment.map {
      String(decoding: try RegularFile.bytes(of: $0), as: UTF8.self)
    }
    return KubernetesJob(
      invocation: invocation, tasks: tasks, request: request,
      experiment: text ?? "# The command line says what is compared.")
  }

  /// Writes the plan to the sweep's folder, and files into a subfolder.
  ///
  /// Throws `SettingError` if the folder cannot be used.
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
