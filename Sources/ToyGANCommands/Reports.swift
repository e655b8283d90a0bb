import Foundation
import ToyGAN

extension RunSummary {
  /// The outcome and the most important final measurements, one per line.
  var report: String {
    var text = "\(label.inOneLine()), seed \(seed): \(status) after \(steps) steps\n"
    let ofModes = metrics.filter { Metric.duringTraining.map(\.name).contains($0.name) }
    let distances = metrics.filter { Metric.distancesDuringTraining.map(\.name).contains($0.name) }
    for metric in ofModes.isEmpty ? distances : ofModes {
      let value = DecimalText.significant(metric.value, 6)
      let expectedForTarget =
        metric.expectedForTarget.map { " (target itself: \(DecimalText.significant($0, 6)))" } ?? ""
      text += "\(metric.name) \(value)\(expectedForTarget)\n"
    }
    return text
  }
}

extension Outcome {
  /// Reports what went wrong, if anything, and ends with the matching status.
  func end(in folder: URL) throws {
    switch self {
    case .completed: return
    case .diverged(let step, let quantity):
      ExitStatus.say("diverged at step \(step): \(quantity) is not finite")
      throw ExitStatus.diverged
    case .interrupted(let step):
      ExitStatus.say(
        "interrupted at step \(step); continue with: toygan train --resume --out "
          + ShellText.argument(folder.relativePath))
      throw ExitStatus.interrupted
    }
  }
}
