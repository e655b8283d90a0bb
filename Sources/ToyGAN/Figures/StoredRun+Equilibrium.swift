import ToyGANGames
import ToyGANStudies

extension StoredRun {
  /// The losses at the equilibrium; nil if the run's objective has none, or if its settings cannot be read.
  func equilibriumLosses() -> EquilibriumLosses? {
    (try? RunFolder(folder, registry: registry).configuration())?.equilibriumLosses
  }
}
