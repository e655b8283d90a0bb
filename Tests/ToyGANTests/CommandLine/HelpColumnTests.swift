import Testing

/// The help of an option that exactly fills the column of options.
@Suite struct HelpColumnTests {
  @Test(arguments: [40, 80])
  func aDescriptionNeverBeginsInTheColumnOfOptions(width: Int) throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(
      ["plot", "--help"], in: folder.url, environment: ["COLUMNS": "\(width)"])
    let lines = result.output.split(separator: "\n").map(String.init)
    let index = try #require(lines.firstIndex { $0.hasPrefix("  --font-size <font-size>") })
    if width == 40 {
      #expect(lines[index] == "  --font-size <font-size>")
    } else {
      #expect(lines[index + 1].hasPrefix(String(repeating: " ", count: 26)), "\(lines[index + 1])")
    }
  }
}
