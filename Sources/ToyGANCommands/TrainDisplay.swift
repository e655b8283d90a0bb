import Foundation
import ToyGAN

/// Shows the progress of one run: a live line, or plain lines at intervals.
final class TrainDisplay {
  private let isQuiet: Bool
  private var lines = LiveLines()
  private var last: Date?

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func show(_ progress: RunProgress) {
    let pause = last.map { Date().timeIntervalSince($0) } ?? .infinity
    let isLast = progress.step == progress.steps && progress.isEvaluation
    guard !isQuiet, isLast || pause > (Terminal.isLive ? 0.1 : 5) else { return }
    last = Date()
    if Terminal.isLive {
      lines.draw([progress.line(width: Terminal.width)])
    } else {
      let parts = [progress.paceText, progress.modesText, progress.lossText]
      Terminal.write("step " + parts.filter { !$0.isEmpty }.joined(separator: "  ") + "\n")
    }
  }

  func end() { lines.end() }
}
