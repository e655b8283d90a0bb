import Foundation
import ToyGAN

/// Ctrl-C and its like, turned into a request that a run obeys at the next safe place.
enum Signals {
  private static let interruption = Interruption()

  /// The request that Ctrl-C, SIGTERM and a closed terminal will make; a second one ends at once.
  static func watched() -> Interruption {
    // Made here, since a handler may not make anything.
    let interruption = interruption
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        Signals.interruption.request()
        signal(number, SIG_DFL)
      }
    }
    return interruption
  }
}
