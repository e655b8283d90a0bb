import Foundation
import Testing
import ToyGAN

/// Licence, citation and changelog say the same as the program; `make test-packaging` holds them to their schema.
@Suite struct CitationTests {
  @Test func theVersionIsThatOfTheProgram() throws {
    #expect(try lines(of: "CITATION.cff").contains("version: \(ToyGANVersion.current)"))
    // Before the first release the changelog has no version.
    let released = try lines(of: "CHANGELOG.md").first {
      $0.hasPrefix("## ") && $0 != "## Unreleased"
    }
    if let released {
      #expect(released.hasPrefix("## \(ToyGANVersion.current),"), "\(released)")
    }
  }

  @Test func theLicenceIsNamedOnce() throws {
    let licence = "GPL-3.0-or-later"
    #expect(try lines(of: "LICENSE").first == "SPDX-License-Identifier: \(licence)")
    #expect(try lines(of: "CITATION.cff").contains("license: \(licence)"))
  }

  private func lines(of file: String) throws -> [String] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
    return text.components(separatedBy: "\n")
  }
}
