import Foundation
import ToyGANFiles
import ToyGANMetrics

extension ScoreReport {
  /// The most important scores, every metric with the score of the target itself, then the modes, then the
  /// definitions.
  public var text: String { text(width: nil) }

  /// The same for a terminal of some columns: what has no room beside stands below.
  ///
  /// Without a width every row and every definition is one line.
  package func text(width: Int?) -> String {
    [
      lines(title + "\n" + headline, width), table(width), lines(notesBelow, width),
      modeTable(width), meanings(width),
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func lines(_ text: String, _ width: Int?) -> String {
    width.map { text.wrapped(to: $0, indent: 2) } ?? text
  }

  /// The counts of modes, the strict one first, or the leading distances if nothing about modes was measured.
  private var headline: String {
    let leading = Metric.leading(among: Set(measurements.map(\.name)))
    let counts = leading.filter(\.isCount)
    let shown = counts.isEmpty ? leading : counts
    let parts = shown.compactMap { metric in
      measurements.first { $0.name == metric.name }.map { text(of: metric, $0) }
    }
    return parts.map { $0 + "\n" }.joined()
  }

  private func text(of metric: Metric, _ measured: MetricValue) -> String {
    let value = Self.short(measured.value)
    switch metric {
    case .modesByMass:
      return "modes by mass, the strict count: \(value)" + Self.total(measured)
    case .modesCovered:
      return "modes covered, the classical count: \(value)" + Self.total(measured)
    default:
      return "\(metric.name): \(value)"
        + (measured.noiseFloor.map { ", the target itself \(Self.short($0))" } ?? "")
    }
  }

  private static func total(_ measured: MetricValue) -> String {
    measured.expectedForTarget.map { " of \(short($0))" } ?? ""
  }

  // MARK: - Tables

  private func table(_ width: Int?) -> String {
    let rows = scoreRows
    guard rows.count > 1 else { return "" }
    // The excess is the difference of two others, and the number of samples stands in the definitions.
    let narrow = rows.map { $0.count == 1 ? $0 : [$0[0], $0[1], $0[2], $0[4], $0[5]] }
    guard let width else { return TextTable(rows).text }
    let tables = [rows, narrow].map { TextTable($0).text }
    let fitting = tables.first { table in
      table.split(separator: "\n").allSatisfy { $0.columns <= width }
    }
    if let fitting { return fitting }
    let sentences = narrow.dropFirst().map { Self.sentence($0).wrapped(to: width, indent: 2) }
    // Every heading stands below a blank line, which the first one has already.
    return sentences.joined(separator: "\n").dropFirst() + "\n"
  }

  /// A heading for each family, and its metrics.
  private var scoreRows: [[String]] {
    var rows = [["", "value", "the target itself", "excess", "in theory", "better", "samples"]]
    for family in Metric.Family.allCases {
      let members = measurements.filter { metrics[$0.name]?.family == family }
      if members.isEmpty { continue }
      rows.append([family.rawValue])
      rows += members.map { m in
        [
          "  \(m.name)", Self.short(m.value) + (standing(of: m)?.rawValue ?? ""),
          m.noiseFloor.map(Self.short) ?? "", Self.excess(m),
          theory(of: m).map { Self.short($0) } ?? "",
          metrics[m.name].map { Self.word($0.preference) } ?? "", "\(m.samples)",
        ]
      }
    }
    return rows
  }

  /// A row of the narrow table, where there is no room for columns.
  private static func sentence(_ row: [String]) -> String {
    guard row.count == 5 else { return "\n\(row[0])" }
    return "\(row[0].drop { $0 == " " }): \(row[1])"
      + (row[2].isEmpty ? "" : "; the target itself \(row[2])")
      + (row[3].isEmpty ? "" : "; in theory \(row[3])")
      + (row[4].isEmpty ? "" : "; better: \(row[4])")
  }

  /// The direction in which a metric improves: nearer to the value of the target itself, if it has no better one.
  private static func word(_ preference: Metric.Preference) -> String {
    switch preference {
    case .higher: "higher"
    case .lower: "lower"
    case .targetValue: "nearer"
    }
  }

  /// What the marks behind values say, and why theory is left out.
  private var notesBelow: String {
    let standings = measurements.compactMap { standing(of: $0) }
    let marks = Standing.allCases.filter(standings.contains).map { "\($0.rawValue) \($0.text)\n" }
    let nearer = measurements.contains { metrics[$0.name]?.preference == .targetValue }
    let isLeftOut = measurements.contains { $0.expectedForTarget != nil && theory(of: $0) == nil }
    return (nearer ? "nearer: a value nearer to that of the target itself is better\n" : "")
      + marks.joined()
      + (isLeftOut
        ? "in theory: left out where it needs \(Self.leastPerMode) samples or more of every mode of the target\n"
        : "")
  }

  /// The modes with the columns of `modeLists`; empty if there are too many to read.
  private func modeTable(_ width: Int?) -> String {
    guard let coverage, coverage.modes.count <= 50 else { return "" }
    let isNarrow = width ?? .max < 40
    let head =
      ["mode", "weight", "samples", "good", "offset"]
      + (isNarrow
        ? ["deviation", "log det"] : ["deviation ratio", "log determinant ratio"])
    let (ratios, determinants) = (coverage.deviationRatios, coverage.logDeterminantRatios)
    let rows = coverage.modes.enumerated().map { k, mode in
      [
        "\(k)", Self.short(coverage.weights[k]), "\(mode.count)", "\(mode.good)",
        mode.offset.map { Self.short($0) } ?? "-", ratios[k].map { Self.short($0) } ?? "-",
        determinants[k].map { Self.short($0) } ?? "-",
      ]
    }
    let table = [head] + rows
    return width.map { FittedTable(table, width: $0).text } ?? TextTable(table).text
  }

  private func meanings(_ width: Int?) -> String {
    let said = measurements.map { m in
      let part = width == nil || m.samples >= count ? "" : " (of \(m.samples) samples)"
      return "\(m.name): \(m.definition)\(part)\n"
    }
    return lines((said + [missing]).joined(), width)
  }

  /// A line for each reason why metrics have no value, with their names.
  private var missing: String {
    var reasons: [String] = []
    for (_, reason) in undefined where !reasons.contains(reason) { reasons.append(reason) }
    return reasons.map { reason in
      let names = undefined.filter { $0.reason == reason }.map(\.metric.name)
      let said =
        names.count > 1 && reason.hasPrefix("it needs ")
        ? "each needs " + reason.dropFirst("it needs ".count) : reason
      return "\(names.joined(separator: ", ")): not defined for these samples, because \(said)\n"
    }.joined()
  }

  private static func short(_ value: Double) -> String {
    if let whole = Int(exactly: value), abs(whole) < 1_000_000 { return "\(whole)" }
    return DecimalText.significant(value, 4)
  }

  private static func short(_ noiseFloor: NoiseFloor) -> String {
    let mean = short(noiseFloor.mean)
    return noiseFloor.deviation <= roundOff(noiseFloor.mean)
      ? mean : "\(mean) ± \(DecimalText.significant(noiseFloor.deviation, 2))"
  }

  private static func excess(_ measured: MetricValue) -> String {
    guard let excess = measured.excess else { return "" }
    let isRounding = excess.isFinite && abs(excess) <= roundOff(measured.value)
    return isRounding ? "0" : String(format: "%+.3g", excess)
  }
}
