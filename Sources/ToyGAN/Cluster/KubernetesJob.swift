import Foundation
import ToyGANFiles
import ToyGANSettings

/// Options for running the tasks of a sweep on Kubernetes.
public struct KubernetesRequest: Sendable {
  /// The container image, with `toygan` in its search path.
  public var image: String
  /// The persistent volume claim that contains the sweep's folder; every task writes to it.
  public var claim: String
  /// Largest number of simultaneous tasks; nil for all of them.
  public var parallelism: Int?

  /// A request for tasks with this image and claim, of which at most `parallelism` run at a time, or all if
  /// it is nil.
  public init(image: String, claim: String, parallelism: Int? = nil) {
    self.image = image
    self.claim = claim
    self.parallelism = parallelism
  }
}

/// The manifests of a sweep: an Indexed Job with a task per shard, and a Job that merges the results.
public struct KubernetesJob: Sendable {
  let invocation: SweepInvocation
  let tasks: TaskPlan
  let request: KubernetesRequest
  /// The experiment's text, which is included as a ConfigMap.
  let experiment: String

  /// The experiment, and the tasks that train.
  ///
  /// Status 3, divergence, is a permanent failure of a task; 75, an interruption, is not a failure, and
  /// neither is the loss of a node: the task is started again and continues from its checkpoints.
  public var array: String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: \(name)
    data:
      experiment.yaml: |2
    \(indented(experiment, by: 4))
    ---
    # \(tasks.runs) runs in \(tasks.tasks) tasks, at most \(tasks.runsPerTask) in each.
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: \(name)
    spec:
      completionMode: Indexed
      completions: \(tasks.tasks)
      parallelism: \(min(tasks.tasks, request.parallelism ?? tasks.tasks))
      backoffLimitPerIndex: 3
      podFailurePolicy:
        rules:
          - action: FailIndex
            onExitCodes:
              containerName: toygan
              operator: In
              values: [3]
          - action: Ignore
            onExitCodes:
              containerName: toygan
              operator: In
              values: [75]
          - action: Ignore
            onPodConditions:
              - type: DisruptionTarget
                status: "True"
    \(template(#"--quiet --no-plots -j 1 --shard "$((JOB_COMPLETION_INDEX + 1))/\#(tasks.tasks)""#))

    """
  }

  /// The job that makes tables and figures from the results of the tasks.
  public var merge: String {
    """
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: \(name)-merge
    spec:
      backoffLimit: 3
    \(template("--merge-only"))

    """
  }

  /// Instructions for submitting the manifests, one per line.
  public func instructions(in folder: String) -> [String] {
    let place = { (name: String) in ShellText.word("\(folder)/\(name).yaml") }
    return [
      "kubectl apply -f \(place("job"))",
      "kubectl wait --for=condition=complete --timeout=-1s job/\(name)",
      "kubectl apply -f \(place("merge"))",
    ]
  }

  private func template(_ rest: String) -> String {
    let command = invocation.command(
      program: "toygan", experiment: "/experiment/experiment.yaml",
      folder: "/sweeps/\(invocation.name)")
    return """
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: toygan
                image: \(ShellText.yaml(request.image))
                # The shell gives way to the program, which is then told when the pod has to go. Kubernetes
                # takes $$ for a dollar.
                command: ["/bin/sh", "-c"]
                args:
                  - \(ShellText.yaml("exec \(command) --resume \(rest)".escaped(["$": "$$"])))
                resources:
                  requests:
                    cpu: "1"
                    memory: \(tasks.memory)Mi
                volumeMounts:
                  - {name: experiment, mountPath: /experiment}
                  - {name: sweeps, mountPath: /sweeps}
            volumes:
              - name: experiment
                configMap: {name: \(name)}
              - name: sweeps
                persistentVolumeClaim: {claimName: \(ShellText.yaml(request.claim))}
      """
  }

  /// The folder's name in the form that Kubernetes allows: lower-case
  /// letters, digits and hyphens, at most 48 here.
  var name: String {
    let letters = invocation.name.lowercased().unicodeScalars.map { scalar in
      "abcdefghijklmnopqrstuvwxyz0123456789".unicodeScalars.contains(scalar)
        ? Character(scalar) : "-"
    }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    return "toygan-" + (words.isEmpty ? "sweep" : words.prefix(40).trimmingSuffix("-"))
  }

  private func indented(_ text: String, by count: Int) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.isEmpty ? "" : String(repeating: " ", count: count) + $0 }
      .joined(separator: "\n").trimmingSuffix("\n")
  }
}

extension StringProtocol {
  /// This text without any repetitions of a character at its end.
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = Substring(self)
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
