import ArgumentParser
import Foundation
import ToyGAN

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show the state of the runs of a sweep.",
    discussion: "Example: toygan status runs/mode-collapse")

  @Argument(help: "The folder of a sweep.") var sweep: String
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let status = try SweepStatus(
      SweepFolder(
        URL(fileURLWithPath: sweep), registry: ToyGANCommand.registry))
    try Output.write(json ? status.json : status.text)
  }
}

extension SweepStatus {
  /// One line per state, followed by the runs that may need attention.
  fileprivate var text: String {
    let ended = done + diverged
    let share = total > 0 ? 100 * ended / total : 100
    var text = "\(ended) of \(total) runs have ended (\(share) %)\(timeText)\n\n"
    let counts = [
      ("done", done), ("diverged", diverged), ("running", running.count),
      ("interrupted", interrupted), ("waiting", waiting), ("failed", failed.count),
    ]
    for (name, count) in counts {
      let width = total > 0 ? (44 * count + total - 1) / total : 0
      let bar = String(repeating: "━", count: width)
      text +=
        "\(name.padded(to: 11))  \(Self.right("\(count)", "\(total)".count))  \(bar)"
        .trimmingCharacters(in: .whitespaces) + "\n"
    }
    return text + runningText + failedText
  }

  private var timeText: String {
    guard let secondsLeft, secondsLeft > 0 else { return "" }
    return ", about \(Terminal.time(secondsLeft)) left with \(max(1, running.count)) at a time"
  }

  private var runningText: String {
    guard !running.isEmpty else { return "" }
    let rows = running.map { run in
      let age = Terminal.time(run.heartbeatAge)
      return "\(Self.name(run.label, run.seed))  \(run.step)/\(run.steps)"
        + "  \(age) ago  \(run.host) \(run.pid)"
    }
    let head = "\nrunning: step of the last evaluation, time since the last heartbeat, host\n"
    return head + rows.map { "  \($0)\n" }.joined()
  }

  private var failedText: String {
    guard !failed.isEmpty else { return "" }
    let shown = failed.prefix(10).map { run in
      "  \(Self.name(run.label, run.seed))\n    \(run.reason)\n"
    }
    let more = failed.count - shown.count
    return "\nfailed\n" + shown.joined() + (more > 0 ? "  and \(more) more\n" : "")
  }

  private static func name(_ label: String, _ seed: UInt64) -> String {
    (label.count > 22 ? label.prefix(21) + "…" : label) + " seed \(seed)"
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
