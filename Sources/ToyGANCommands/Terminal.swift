import Foundation
import ToyGANFiles

/// The error stream, to which progress is written.
enum Terminal {
  /// Whether the error stream is a terminal whose cursor can be moved.
  static let isLive =
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// Whether colours are enabled (no-color.org).
  static let hasColor =
    isLive && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty

  /// Number of characters on a line.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes {
        Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// A bar of `width` characters, filled to a share from 0 to 1; empty if the width is not positive.
  static func bar(_ share: Double, width: Int) -> String {
    let width = max(0, width)
    let filled = Int((min(1, max(0, share.isNaN ? 0 : share)) * Double(width)).rounded(.down))
    let (done, rest) = (
      String(repeating: "━", count: filled), String(repeating: "─", count: width - filled)
    )
    return hasColor ? "\u{1b}[32m\(done)\u{1b}[0m\u{1b}[2m\(rest)\u{1b}[0m" : done + rest
  }

  /// Seconds in the form `1:02:03` or `2:03`.
  static func time(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e8 else { return "?" }
    let (whole, digits) = (Int(seconds.rounded(.up)), { (n: Int) in n < 10 ? "0\(n)" : "\(n)" })
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return hours > 0
      ? "\(hours):\(digits(minutes)):\(digits(whole % 60))" : "\(minutes):\(digits(whole % 60))"
  }

  /// Seconds in words, with two digits: `40 seconds`, `25 minutes`, `3.5 hours` or `2.1 days`.
  static func duration(_ seconds: Double) -> String {
    let units = [("seconds", 1.0, 100.0), ("minutes", 60, 100), ("hours", 3600, 48)]
    let (name, length) =
      units.first { seconds < $0.1 * $0.2 }.map { ($0.0, $0.1) } ?? ("days", 86_400)
    let number = seconds / length
    return "\(DecimalText.fixed(number, number < 9.95 ? 1 : 0)) \(name)"
  }

  /// A rate with about three digits.
  static func rate(_ value: Double) -> String {
    value < 10 ? DecimalText.fixed(value, 1) : DecimalText.fixed(value, 0)
  }
}

/// Lines at the bottom of a terminal that are redrawn in place.
struct LiveLines {
  private var count = 0

  /// Replaces the lines; each must fit the terminal's width.
  mutating func draw(_ lines: [String]) {
    var text = count > 1 ? "\u{1b}[\(count - 1)A" : ""
    text += "\r" + lines.map { "\u{1b}[2K\($0)" }.joined(separator: "\n")
    count = lines.count
    Terminal.write(text)
  }

  /// Leaves the last lines on the screen and moves below them.
  mutating func end() {
    if count > 0 { Terminal.write("\n") }
    count = 0
  }
}
