import Foundation
import ToyGAN

/// Pictures at the end of a run or sweep; without them the results are still results.
enum Drawing {
  static func attempt(_ draw: () throws -> [URL]) {
    Signals.endAtOnce()
    do {
      _ = try draw()
    } catch {
      Ending.say("note: \(error)")
    }
  }
}
