import Foundation
import Testing
import ToyGAN

@testable import ToyGANCommands
@testable import ToyGANFiles
@testable import ToyGANStudies

/// No width of a terminal, and no label, stops a training.
@Suite struct NarrowTerminalTests {
  private static let progress = [
    RunProgress(step: 0, steps: 0, rate: nil, point: nil, isEvaluation: false),
    RunProgress(step: 12_500, steps: 25_000, rate: 310.5, point: nil, isEvaluation: false),
    RunProgress(step: 1, steps: .max, rate: 1e-9, point: nil, isEvaluation: false),
    RunProgress(step: 5, steps: 3, rate: .infinity, point: nil, isEvaluation: true),
  ]

  @Test(arguments: -3...120) func aLineFitsItsWidth(width: Int) {
    for progress in Self.progress {
      let line = progress.line(width: width)
      #expect(line.columns <= max(0, width - 1), "\(width): \(line)")
    }
  }

  @Test(arguments: [-5, -1, 0, 1, 40]) func aBarHasAnyWidth(width: Int) {
    for share in [-1, 0, 0.5, 1, 2, .nan, .infinity] {
      #expect(Terminal.bar(share, width: width).filter { "━─".contains($0) }.count == max(0, width))
    }
  }

  @Test func wideAndCombiningCharactersAreMeasured() {
    #expect("abc".columns == 3 && "漢字".columns == 4 && "e\u{301}".columns == 1)
    #expect("🎉".columns == 2 && "\u{200d}".columns == 0 && "한".columns == 2)
    #expect("漢字漢字".clipped(toColumns: 5) == "漢字")
    #expect("漢字漢字".filling(columns: 5) == "漢字 ")
    #expect("abc".clipped(toColumns: -1) == "" && "ab".filling(columns: 4) == "ab  ")
    let table = TextTable([["名", "x"], ["a\u{1b}[31m", "12"]]).text
    let widths = Set(table.split(separator: "\n").map { String($0).columns })
    #expect(widths.count == 1 && !table.contains("\u{1b}"))
  }
}
