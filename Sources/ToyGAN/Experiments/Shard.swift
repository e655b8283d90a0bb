/// One machine's part of a sweep: every n-th run.
public struct Shard: Sendable, Equatable {
  /// From 1 to `count`.
  public let index: Int
  public let count: Int

  /// Reads `I/N`.
  ///
  /// Throws `ConfigurationError` unless 1 <= I <= N.
  public init(_ text: String) throws(ConfigurationError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1, index <= count
    else {
      throw ConfigurationError(
        key: "--shard", value: "'\(text)'", allowed: "I/N with I from 1 to N, as 1/4")
    }
    (self.index, self.count) = (index, count)
  }

  /// Whether the run at this place of the plan, from 0, is this shard's.
  func contains(_ place: Int) -> Bool { place % count == index - 1 }
}
