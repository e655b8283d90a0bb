import Foundation
import ToyGAN

extension RunSummary {
  /// The outcome and the most important final measurements, one per line.
  var report: String {
    var text = "\(label), seed \(seed): \(status) after \(steps) steps\n"
    let usual = Metric.duringTraining.map(\.name)
    for metric in metrics where usual.contains(metric.name) {
      let value = String(format: "%.6g", metric.value)
      let ceiling = metric.ceiling.map { " (target itself: \(String(format: "%.6g", $0)))" } ?? ""
      text += "\(metric.name) \(value)\(ceiling)\n"
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
      Ending.say("diverged at step \(step): \(quantity) is not finite")
      throw Ending.diverged
    case .interrupted(let step):
      Ending.say(
        "interrupted at step \(step); go on with: toygan train --resume --out "
          + folder.relativePath)
      throw Ending.interrupted
    }
  }
}
