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
    try Output.write(json ? status.json : status.text(width: TextWidth.visible()))
  }
}

extension SweepStatus {
  /// One line per state, followed by the runs that may need attention; without a width no line is broken.
  func text(width: Int?) -> String {
    let ended = done + diverged
    let share = total > 0 ? 100 * ended / total : 100
    let head = "\(ended) of \(total) runs have ended (\(share) %)\(timeText)"
    let lines = [head, ""] + bars(width: width) + runningLines + failedLines
    return lines.map { line in
      let margin = line.prefix { $0 == " " }.count
      return (width.map { line.wrapped(to: $0, indent: margin + 2) } ?? line) + "\n"
    }.joined()
  }

  private func bars(width: Int?) -> [String] {
    let counts = [
      ("done", done), ("diverged", diverged), ("running", running.count),
      ("interrupted", interrupted), ("waiting", waiting), ("failed", failed.count),
    ]
    let digits = "\(total)".count
    let longest = max(0, min(44, (width ?? 80) - 15 - digits))
    return counts.map { name, count in
      let length = total > 0 ? (longest * count + total - 1) / total : 0
      let bar = String(repeating: "━", count: length)
      return "\(name.padded(to: 11))  \(Self.right("\(count)", digits))  \(bar)"
        .trimmingCharacters(in: .whitespaces)
    }
  }

  private var timeText: String {
    guard let secondsLeft, secondsLeft > 0 else { return "" }
    return ", about \(Terminal.time(secondsLeft)) left with \(max(1, running.count)) at a time"
  }

  private var runningLines: [String] {
    guard !running.isEmpty else { return [] }
    let rows = running.map { run in
      let age = Terminal.time(run.heartbeatAge)
      return "  \(Self.name(run.label, run.seed))  \(run.step)/\(run.steps)"
        + "  \(age) ago  \(run.host) \(run.pid)"
    }
    return ["", "running: step of the last evaluation, time since the last heartbeat, host"] + rows
  }

  private var failedLines: [String] {
    guard !failed.isEmpty else { return [] }
    let shown = failed.prefix(10).flatMap { run in
      ["  \(Self.name(run.label, run.seed))", "    \(run.reason.inOneLine())"]
    }
    let more = failed.count - 10
    return ["", "failed"] + shown + (more > 0 ? ["  and \(more) more"] : [])
  }

  private static func name(_ label: String, _ seed: UInt64) -> String {
    (label.count > 22 ? label.prefix(21) + "…" : label).inOneLine() + " seed \(seed)"
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
