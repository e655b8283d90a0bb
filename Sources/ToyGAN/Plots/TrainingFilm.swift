import Foundation

/// The stored samples of a run as an animated picture.
struct TrainingFilm {
  static let name = "training-film"
  /// Frames; dots in one; tints of the surface: what keeps the file near a megabyte.
  static let (frames, dots, grid, tints) = (50, 800, 40, 10.0)
  let run: StoredRun
  let digest: RunDigest
  let trajectory: CSVTable

  /// The figure, or nil where fewer than two sets of samples were stored.
  func figure() throws -> Figure? {
    let steps = SamplesOverSteps.evenly(run.sampleSteps(), TrainingFilm.frames)
    guard steps.count > 1 else { return nil }
    return nil
  }
}
