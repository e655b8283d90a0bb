import CGSL
import ToyGAN

/// Computes the pictures of a trainer, from the same latents in every one, so that samples move smoothly.
final class Painter {
  let view: PlaneView
  private let target: any Target
  private let stream: RandomStream
  /// The latents of the pictures, [samples, latents]; drawing them takes longer than what follows.
  private var latents: [Float] = []
  /// Latents whose images make the manifold, [side * side, 2]; nil unless latents are two-dimensional.
  private let grid: [Float]?

  /// The points at which the discriminator is shown, [side * side, d], and the zoom that they are for.
  private lazy var points = (zoom: 1, values: view.grid(side: Self.surfaceSide))

  private static let gridSide = 20
  private static let surfaceSide = 64
  private static let maximumArrows = 150

  init(of trainer: Trainer) {
    target = trainer.target
    view = PlaneView(of: target, includingOrigin: !trainer.configuration.isStandardized)
    stream = RandomStream(seed: trainer.configuration.seed, name: "shown latents")
    let isNormal = trainer.configuration.generator.latentDistribution == .normal
    grid = trainer.latentCount == 2 ? Self.grid(isNormal: isNormal) : nil
  }

  /// Whether the generator's images of a grid of latents can be drawn.
  var hasManifold: Bool { grid != nil }

  /// Whether the generator's output is a sample, which a gradient can move.
  func hasArrows(of trainer: Trainer) -> Bool { !trainer.sampleGradients().gradients.isEmpty }

  /// A grid of latents that are equally likely: quantiles of their distribution.
  private static func grid(isNormal: Bool) -> [Float] {
    let quantiles = (0..<gridSide).map { index -> Float in
      let share = (Double(index) + 0.5) / Double(gridSide)
      return Float(isNormal ? gsl_cdf_ugaussian_Pinv(share) : 2 * share - 1)
    }
    return quantiles.flatMap { y in quantiles.flatMap { x in [x, y] } }
  }

  /// The parts of a picture; `samples` is the number of samples.
  func frame(of trainer: Trainer, parts: Set<Frame.Part>, samples: Int) -> Frame {
    var frame = Frame()
    if latents.count != samples * trainer.latentCount {
      stream.seek(to: 0)
      latents = trainer.latents(samples, from: stream)
    }
    stream.seek(to: 1)
    let drawn = trainer.samples(of: latents, from: stream)  // [samples, d]
    let positions = view.positions(of: drawn)
    frame.zoom = view.zoom(showing: positions)
    if parts.contains(.samples) {
      frame.samples = positions
      stream.seek(to: 1)
      frame.categories = trainer.categories(of: latents, from: stream)
    }
    if let modes = target.modeSet, modes.weights.count <= TargetDescription.maximumModes {
      let coverage = modes.coverage(of: SampleSet(drawn, dimension: target.dimension))
      frame.modes = coverage.modes.map { ($0.count, $0.good) }
    }
    if parts.contains(.surface), view.kind != .line {
      frame.surface = surface(of: trainer, zoom: frame.zoom)
    }
    if parts.contains(.arrows) { frame.arrows = arrows(of: trainer) }
    if parts.contains(.manifold), let grid {
      stream.seek(to: 1)
      frame.manifold = view.positions(of: trainer.samples(of: grid, from: stream))
    }
    return frame
  }

  private func surface(of trainer: Trainer, zoom: Int) -> Frame.SurfacePart {
    if points.zoom != zoom { points = (zoom, view.grid(side: Self.surfaceSide, zoom: zoom)) }
    return Frame.SurfacePart(
      box: view.box(zoom: zoom), values: trainer.decisions(on: points.values))
  }

  /// The position of some samples, and the direction in which each would move, [n, 4].
  private func arrows(of trainer: Trainer) -> [Float]? {
    let shown = trainer.sampleGradients()
    guard !shown.gradients.isEmpty else { return nil }
    let count = Self.maximumArrows * target.dimension
    let positions = view.positions(of: Array(shown.samples.prefix(count)))
    let directions = view.directions(of: shown.gradients.prefix(count).map { -$0 })
    var arrows: [Float] = []
    for row in stride(from: 0, to: positions.count, by: 2) {
      arrows += positions[row..<row + 2]
      arrows += directions[row..<row + 2]
    }
    return arrows
  }
}
