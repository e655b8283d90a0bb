import ToyGANFiles

extension TrainingCurves {
  /// Commands of the panel of the score, below the losses.
  func scorePanel(
    _ score: Score, _ panel: Panel, _ values: [Double], last: Double, _ style: String,
    _ palette: FigurePalette
  ) -> String {
    let finite = values.filter(\.isFinite)
    let all = score.countsModes ? summary?.modes.map(Double.init) : nil
    let top = max(score.countsModes ? 1 : 0, all ?? finite.max() ?? 1)
    let bottom = min(0, finite.min() ?? 0)
    let most = LinearTicks.most(height: panel.height, page)
    let ticks =
      score.countsModes
      ? "\(ModesOverSteps.ticks(Int(clamping: top.rounded(.up)), most: most))"
      : LinearTicks.step(over: top - bottom, most: most)
    let classical =
      score.classical == nil
      ? ""
      : "data using 1:5 with lines dashtype (8,5) \(page.line(1.1)) "
        + "linecolor rgb '\(palette.label(2))', \\\n  "
    return """
      unset label
      unset arrow
      set key off
      \(panel.margins)
      \(stepTicks(panel, to: last, isLabelled: true))
      \(page.text(score.axis([all.map { Int($0) }]), page.pad + 5 * page.unit, panel.top + panel.height / 2, .center, isRotated: true))
      set yrange [\(FigureText.number(bottom)):\(FigureText.number(top > bottom ? top + 0.06 * (top - bottom) : 1))]
      set ytics \(ticks)
      plot \(all.map { "\(FigureText.number($0)) with lines dashtype 3 \(page.line(0.8)) linecolor rgb '#8C8C8C', \\\n  " } ?? "")\(classical)data using 1:4 with \(style) \(page.line(2)) linecolor rgb '\(palette.label(2))'
      """
  }

  /// The ticks of the axis of steps, without numbers above another panel.
  func stepTicks(_ panel: Panel, to last: Double, isLabelled: Bool) -> String {
    let end = Int(clamping: max(1, last))
    let most = max(1, min(5, Int(panel.width / (4.5 * page.base))))
    return isLabelled
      ? "set xtics \(StepTicks.list(to: end, most: most, width: panel.width, page))"
      : "set xtics \(ModesOverSteps.ticks(end, most: most)) format \"\""
  }
}
