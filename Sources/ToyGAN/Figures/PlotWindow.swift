import ToyGANStudies

/// A square region of the plane, the same for all panels that are compared.
struct PlotWindow: Equatable {
  var x = 0.0
  var y = 0.0
  var half = 1.0

  /// The square around the samples of a target, enlarged by about a third of their extent.
  init(around samples: [SamplePoint]) {
    let (xs, ys) = (samples.map(\.x), samples.map(\.y))
    guard let left = Spread.quantile(0.001, of: xs), let right = Spread.quantile(0.999, of: xs),
      let low = Spread.quantile(0.001, of: ys), let high = Spread.quantile(0.999, of: ys)
    else { return }
    (x, y) = ((left + right) / 2, (low + high) / 2)
    half = max(right - left, high - low) / 2 * 1.35
    if half == 0 { half = 1 }
  }

  /// A window for each target; targets with similar position and extent share one window.
  static func aroundEach(of targets: [[SamplePoint]]) -> [PlotWindow] {
    let own = targets.map(PlotWindow.init)
    return own.map { window in
      PlotWindow(around: zip(own, targets).filter { $0.0.isAbout(window) }.flatMap(\.1))
    }
  }

  private func isAbout(_ other: PlotWindow) -> Bool {
    let tolerance = 0.25 * min(half, other.half)
    return [x - other.x, y - other.y, half - other.half].allSatisfy { abs($0) <= tolerance }
  }

  func contains(_ point: SamplePoint) -> Bool {
    abs(point.x - x) <= half && abs(point.y - y) <= half
  }

  /// A subset of the samples in which no two are closer than a share of the window's half side.
  func thinned(_ samples: [SamplePoint], apart share: Double) -> [SamplePoint] {
    let least = share * half * share * half
    var kept = [SamplePoint]()
    for point in samples where contains(point) {
      let near = kept.contains { other in
        (other.x - point.x) * (other.x - point.x) + (other.y - point.y) * (other.y - point.y)
          < least
      }
      if !near { kept.append(point) }
    }
    return kept
  }
}
