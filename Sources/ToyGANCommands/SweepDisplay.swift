import Foundation
import Synchronization
import ToyGAN

/// Shows the progress of a sweep: a live line per worker and one for the total, or a plain line per run.
final class SweepDisplay: Sendable {
  private struct State {
    var lines = LiveLines()
    /// The line of each worker.
    var workers: [String]
    var shares: [Double]
    var last = Date.distantPast
  }
  private let state: Mutex<State>
  private let isQuiet: Bool

  init(workers: Int, isQuiet: Bool) {
    let shares = [Double](repeating: 0, count: workers)
    state = Mutex(State(workers: [String](repeating: "", count: workers), shares: shares))
    self.isQuiet = isQuiet
  }

  func show(_ event: Sweep.Event) {
    guard !isQuiet else { return }
    state.withLock { state in
      Terminal.isLive ? live(event, &state) : plain(event)
    }
  }

  func end() { state.withLock { $0.lines.end() } }

  private func live(_ event: Sweep.Event, _ state: inout State) {
    let width = Terminal.width
    if let progress = event.progress {
      let head = Self.name(of: event.run, columns: min(28, width / 2))
      state.workers[event.worker] = head + " " + progress.line(width: width - head.columns - 1)
      state.shares[event.worker] = progress.share
    } else {
      (state.workers[event.worker], state.shares[event.worker]) = ("", 0)
    }
    guard event.progress == nil || Date().timeIntervalSince(state.last) > 0.1 else { return }
    state.last = Date()
    let shares = state.shares.reduce(0, +)
    state.lines.draw(state.workers + [whole(event, shares: shares, width: width)])
  }

  private func whole(_ event: Sweep.Event, shares: Double, width: Int) -> String {
    let done = Double(event.finished) + shares
    let left = event.secondsLeft.map { "  \(Terminal.time($0)) left" } ?? ""
    let text = "\(event.finished)/\(event.total) runs\(left)"
    let room = min(40, width - text.columns - 3)
    guard room >= 4 else {
      let short = text.columns < width ? text : "\(event.finished)/\(event.total)"
      return short.clipped(toColumns: width - 1)
    }
    return "\(Terminal.bar(done / Double(max(1, event.total)), width: room))  \(text)"
  }

  private func plain(_ event: Sweep.Event) {
    guard event.progress == nil else { return }
    let status = (event.outcome?.status ?? "failed") + (event.isElsewhere ? " elsewhere" : "")
    Terminal.write(
      "\(event.finished)/\(event.total) runs  \(Self.name(of: event.run)) \(status)\n")
  }

  /// Label and seed in so many columns: a long label is cut with a sign, so that the seed can be read.
  private static func name(of run: PlannedRun, columns: Int) -> String {
    let (label, seed) = (run.label.inOneLine(), " seed \(run.configuration.seed)")
    let room = columns - seed.columns
    let cut = label.columns <= room ? label : label.clipped(toColumns: room - 1) + "…"
    return (room > 1 ? cut + seed : label).filling(columns: columns)
  }

  /// Label and seed in one line, without control characters, which could move the cursor.
  private static func name(of run: PlannedRun) -> String {
    "\(run.label.inOneLine()) seed \(run.configuration.seed)"
  }
}
