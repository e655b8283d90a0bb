import Foundation
import ToyGAN

/// Draws figures at the end of a run or sweep; failing to draw them does not affect the results.
enum Drawing {
  /// Figures with the targets of this program, which may be those of another package.
  static var options: PlotOptions { PlotOptions(registry: ToyGANCommand.registry) }

  static func attempt(_ draw: () throws -> [URL]) {
    Signals.endAtOnce()
    do {
      _ = try draw()
    } catch {
      ExitStatus.say("note: \(error)")
    }
  }
}
