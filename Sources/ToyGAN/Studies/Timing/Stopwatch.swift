/// Measures the seconds since it was created or last restarted.
package struct Stopwatch {
  package init() {}
  private var start = ContinuousClock.now

  package var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  package mutating func restart() { start = .now }
}
