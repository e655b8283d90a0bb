import ToyGANFiles
import ToyGANSettings

/// Options for running the tasks of a sweep on Slurm.
public struct SlurmRequest: Sendable {
  /// The partition in which tasks run; nil for the default one.
  public var partition: String?
  /// Time limit of a task, in Slurm's notation; nil for that of the partition.
  public var time: String?
  /// Largest number of simultaneous tasks; nil for as many as the cluster can run.
  public var parallelism: Int?
  /// Further options of sbatch, for example `--account=lab`, which are added last.
  public var options: [String] = []

  /// A request that leaves everything to Slurm.
  public init() {}
}

/// The two batch scripts of a sweep: an array of tasks that train, and a job that merges the results.
public struct SlurmScripts: Sendable {
  let invocation: SweepInvocation
  let tasks: TaskPlan
  let request: SlurmRequest
  /// Path of the program.
  let program: String

  /// The array with a task per shard; before its time limit a task stops and is put back into the queue.
  public var array: String {
    """
    #!/usr/bin/env bash
    \(directives(array: true))
    # \(tasks.runs) runs in \(tasks.tasks) tasks, at most \(tasks.runsPerTask) in each.
    # Slurm tells this shell that the time is up; the sweep keeps a checkpoint and ends with 75.
    trap '[ -z "$!" ] || kill -TERM "$!"' TERM
    \(invocation.command(program: program)) --resume --quiet --no-plots -j 1 \\
      --shard "$SLURM_ARRAY_TASK_ID/\(tasks.tasks)" &
    wait "$!"
    status=$?
    # The signal ended the waiting, not the sweep.
    if [ "$status" -eq 143 ]; then
      wait "$!"
      status=$?
    fi
    # While the task still runs, so that the job that waits for it goes on waiting; and not where the
    # user or Slurm is ending it. SLURM_JOB_ID would be the whole array in one of its tasks.
    task="${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
    if [ "$status" -eq 75 ] && [ "$(squeue -h -j "$task" -o %T)" = RUNNING ]; then
      scontrol requeue "$task"
    fi
    exit "$status"

    """
  }

  /// The job that makes tables and figures from the results of the tasks.
  public var merge: String {
    """
    #!/usr/bin/env bash
    \(directives(array: false))
    exec \(invocation.command(program: program)) --resume --merge-only

    """
  }

  private func directives(array: Bool) -> String {
    let (name, value) = (invocation.name, ShellText.batchValue)
    let folder = invocation.folder.escaped(["%": "%%"])  // which would be a symbol
    let log = "\(folder)/slurm/\(array ? "%A_%a" : "merge_%j").log"
    var lines = ["--job-name=\(value("toygan \(name)\(array ? "" : " merge")"))"]
    if array {
      lines.append("--array=1-\(tasks.tasks)\(request.parallelism.map { "%\($0)" } ?? "")")
      lines.append("--signal=B:TERM@60")
    }
    lines += [
      "--requeue", "--open-mode=append", "--ntasks=1", "--cpus-per-task=1",
      "--mem=\(tasks.memory)M", "--chdir=\(value(invocation.directory))",
      "--output=\(value(log))",
    ]
    if let time = request.time { lines.append("--time=\(value(time))") }
    if let partition = request.partition { lines.append("--partition=\(value(partition))") }
    return (lines + request.options).map { "#SBATCH \($0)" }.joined(separator: "\n")
  }
}
