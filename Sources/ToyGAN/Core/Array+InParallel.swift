import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// The results of `work` for each element, in order, computed on as many threads as the machine has
  /// cores; throws the first error in that order.
  package func inParallel<Value: Sendable, Failure: Error>(
    _ work: @Sendable (Element) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let results = Mutex([Int: Result<Value, Failure>]())
    DispatchQueue.concurrentPerform(iterations: count) { i in
      let result = Result { () throws(Failure) in try work(self[i]) }
      results.withLock { $0[i] = result }
    }
    var values: [Value] = []
    let made = results.withLock { $0 }
    for index in indices {
      if let result = made[index] { values.append(try result.get()) }
    }
    return values
  }
}

extension Array {
  /// The elements in order, in chunks of `size`.
  package func inChunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min(count, $0 + size)]) }
  }
}
