import Foundation
import Testing
import ToyGAN

@testable import ToyGANLive

/// When curves get rows, and what is said of the speed.
@Suite struct PaceTests {
  /// The times of rows, in seconds after a start, when each takes some seconds.
  private static func rows(costing costs: [Double], until end: Double) -> [Double] {
    let start = ContinuousClock.now
    var (pace, now, times) = (MeasurementPace(), start, [Double]())
    while (now - start) / .seconds(1) < end {
      times.append((now - start) / .seconds(1))
      now += .seconds(costs[min(times.count, costs.count) - 1])
      pace.add(seconds: costs[min(times.count, costs.count) - 1], until: now)
      now = pace.next
    }
    return times
  }

  @Test func curvesHaveRowsInTheFirstSeconds() {
    // The first row takes longer, because memory is new.
    let dear = Self.rows(costing: [0.4, 0.1], until: 1000)
    #expect(dear.count { $0 < 3 } >= 4, "\(dear.prefix(8))")
    let gaps = zip(dear, dear.dropFirst()).map { $1 - $0 }
    #expect(
      gaps.dropFirst(8).allSatisfy { abs($0 - 10.1) < 1e-6 }, "a hundredth of the time")
    let seconds = 0.1 * Double(dear.count)
    #expect(seconds < 1000 / 100 + 1)
    let cheap = Self.rows(costing: [0.0001], until: 10)
    #expect(cheap.count > 140 && cheap.count < 152, "15 a second at most")
  }

  /// Curves of other settings begin with rows close to each other, too.
  @Test func aChangeBeginsNewCurvesSoon() throws {
    let settings = try PaneSettings(
      assignments: ["batch=16", "generator.hidden=[8]", "discriminator.hidden=[8]"].map {
        try Assignment($0)
      }, registry: .standard)
    let worker = try PaneWorker(
      id: 1, title: nil, start: .settings(settings), memory: 1 << 24, mailbox: Mailbox()
    ) { _ in }
    func isDueSoon() -> Bool { worker.measuring.next - .now < .seconds(60) }
    for step in ["start", "change", "evaluation", "restart"] {
      switch step {
      case "change":
        _ = try worker.player.advance(to: 3)
        try worker.change { try $0.changing([.init(key: "batch", value: "8")]) }
      case "evaluation":
        try worker.change { try $0.changing([.init(key: "evaluation.samples", value: "50")]) }
      case "restart": try worker.restart(with: worker.player.latestSettings)
      default: break
      }
      #expect(isDueSoon(), "\(step)")
      worker.measuring.add(seconds: 10_000)
      #expect(!isDueSoon())
    }
  }

  @Test func aMethodThatIsMuchSlowerIsSaidOnce() {
    var note = SlowNote()
    func add(_ steps: Int, _ seconds: Double, _ method: String, isThrottled: Bool = false)
      -> String?
    {
      note.add(steps: steps, seconds: seconds, of: method, isThrottled: isThrottled)
    }
    #expect(add(600, 1, "gan") == nil)
    note.begin(after: "gan", rate: 604)
    #expect(add(2, 0.3, "wgan-gp", isThrottled: true) == nil)
    #expect(add(2, 0.3, "wgan-gp") == nil, "too early to know")
    #expect(
      add(2, 0.3, "wgan-gp") == "wgan-gp makes about 7 steps a second; gan made 600.")
    #expect(add(2, 0.3, "wgan-gp") == nil)
    note.begin(after: "wgan-gp", rate: 6.7)
    #expect(add(3, 1, "unrolled") == nil, "not much slower")
    note.begin(after: "gan", rate: 1234)
    note.begin(after: "gan", rate: nil)
    #expect(
      add(123, 1, "gan") == "It makes about 120 steps a second now; before the change it made 1200."
    )
    #expect(add(1, 2.5, "gan") == "A step takes about 3 seconds.")
    #expect(add(1, 2.5, "gan") == nil)
  }
}
