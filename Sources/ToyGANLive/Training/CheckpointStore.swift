import ToyGAN

/// Checkpoints of a pane by step, within a limit of memory: where there are too many, some are dropped.
struct CheckpointStore: Sendable {
  private struct Entry: Sendable {
    var checkpoint: Checkpoint
    /// Whether it cannot be computed again from an earlier one.
    var isPinned: Bool
    var bytes: Int { checkpoint.arrays.reduce(0) { $0 + 4 * $1.values.count } }
  }

  /// The entries, by ascending step.
  private var entries: [Entry] = []
  private(set) var bytes = 0
  /// Largest number of bytes.
  let limit: Int

  init(limit: Int) { self.limit = limit }

  /// The newest checkpoint that is not after a step.
  func newest(upTo step: Int) -> Checkpoint? {
    entries.last { $0.checkpoint.step <= step }?.checkpoint
  }

  /// The steps that have a checkpoint, ascending.
  var steps: [Int] { entries.map(\.checkpoint.step) }

  /// Whether another checkpoint of this many bytes can be pinned.
  func hasRoom(for bytes: Int) -> Bool {
    entries.reduce(bytes) { $0 + ($1.isPinned ? $1.bytes : 0) } <= limit
  }

  /// Stores a checkpoint in place of one of the same step, and drops others if there are too many.
  mutating func put(_ checkpoint: Checkpoint, isPinned: Bool = false) {
    let place = entries.firstIndex { $0.checkpoint.step >= checkpoint.step } ?? entries.count
    var entry = Entry(checkpoint: checkpoint, isPinned: isPinned)
    if place < entries.count, entries[place].checkpoint.step == checkpoint.step {
      entry.isPinned = isPinned || entries[place].isPinned
      bytes -= entries[place].bytes
      entries[place] = entry
    } else {
      entries.insert(entry, at: place)
    }
    bytes += entry.bytes
    while bytes > limit, let dropped = expendable {
      bytes -= entries[dropped].bytes
      entries.remove(at: dropped)
    }
  }

  /// Removes the checkpoints after a step.
  mutating func removeAll(after step: Int) {
    entries.removeAll { $0.checkpoint.step > step }
    bytes = entries.reduce(0) { $0 + $1.bytes }
  }

  /// The entry without which replays grow least: the way from the entry before it to the one after it is shortest.
  ///
  /// The last entry stays, because training continues from there.
  private var expendable: Int? {
    guard entries.count > 2 else { return nil }
    let inner = (1..<entries.count - 1).filter { !entries[$0].isPinned }
    return inner.min { way(around: $0) < way(around: $1) }
  }

  private func way(around place: Int) -> Int {
    entries[place + 1].checkpoint.step - entries[place - 1].checkpoint.step
  }
}
