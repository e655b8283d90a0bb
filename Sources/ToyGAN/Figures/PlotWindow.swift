import ToyGANStudies

/// A square region of the plane, the same for all panels that are compared.
struct PlotWindow: Equatable {
  var x = 0.0
  var y = 0.0
  var half = 1.0

  /// The square around the samples of a target, enlarged by about a third of their extent, and by as much as the
  /// `corners` of its rings need.
  init(around samples: [SamplePoint], corners: [SamplePoint] = []) {
    let (xs, ys) = (samples.map(\.x), samples.map(\.y))
    guard let left = Spread.quantile(0.001, of: xs), let right = Spread.quantile(0.999, of: xs),
      let low = Spread.quantile(0.001, of: ys), let high = Spread.quantile(0.999, of: ys)
    else { return }
    (x, y) = ((left + right) / 2, (low + high) / 2)
    half = max(right - left, high - low) / 2 * 1.35
    let reach = corners.map { max(abs($0.x - x), abs($0.y - y)) }.max() ?? 0
    half = max(half, 1.05 * reach)
    if half == 0 { half = 1 }
  }

  /// A window for each target; targets with similar position and extent share one window.
  static func aroundEach(
    of targets: [[SamplePoint]], corners: [[SamplePoint]] = []
  ) -> [PlotWindow] {
    let corners = corners.isEmpty ? targets.map { _ in [] } : corners
    let own = zip(targets, corners).map { PlotWindow(around: $0, corners: $1) }
    return own.map { window in
      let alike = own.indices.filter { own[$0].isAbout(window) }
      return PlotWindow(
        around: alike.flatMap { targets[$0] }, corners: alike.flatMap { corners[$0] })
    }
  }

  private func isAbout(_ other: PlotWindow) -> Bool {
    let tolerance = 0.25 * min(half, other.half)
    return [x - other.x, y - other.y, half - other.half].allSatisfy { abs($0) <= tolerance }
  }

  func contains(_ point: SamplePoint) -> Bool {
    abs(point.x - x) <= half && abs(point.y - y) <= half
  }

  /// The share of samples that do not lie in the window, in words; nil if all of them do.
  func shareOutside(_ samples: [SamplePoint]) -> String? {
    let outside = samples.count { !contains($0) }
    guard outside > 0 else { return nil }
    let percent = 100 * Double(outside) / Double(samples.count)
    if percent < 0.5 { return "< 1 % outside" }
    return outside < samples.count && percent > 99.5
      ? "> 99 % outside" : "\(Int(percent.rounded())) % outside"
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
