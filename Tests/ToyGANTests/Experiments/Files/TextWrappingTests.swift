import Testing
import ToyGAN

@testable import ToyGANFiles

@Suite struct TextWrappingTests {
  private static let text = """
    A generator learns the distribution of a target, and discriminator.minibatchDiscrimination is long.

      An indented line that has a few more words than fit.
    """

  /// No line is longer than the width, unless it is a single word; no word is lost, added or broken.
  @Test(arguments: 20...100) func linesFitAndWordsStay(width: Int) {
    let wrapped = Self.text.wrapped(to: width, indent: 2)
    for line in wrapped.split(separator: "\n") {
      #expect(line.columns <= width || line.split(separator: " ").count == 1, "\(width): \(line)")
    }
    let words = { (text: String) in text.split { $0 == " " || $0 == "\n" } }
    #expect(words(wrapped) == words(Self.text))
  }

  @Test func breaksAreIndented() {
    #expect("one two three".wrapped(to: 8, indent: 2) == "one two\n  three")
    #expect("  one two three".wrapped(to: 9) == "  one two\n  three")
    #expect("short  text".wrapped(to: 80) == "short  text")
    #expect("漢字 漢字 漢字".wrapped(to: 9) == "漢字 漢字\n漢字")
    #expect("".wrapped(to: 20) == "" && "\n\n".wrapped(to: 20) == "\n\n")
  }

  @Test func aListHasOneItemToALineWithoutAWidth() {
    let list = DefinitionList([("a", "first meaning of all"), ("longer", "second")])
    #expect(list.text(width: nil) == "a       first meaning of all\nlonger  second\n")
    #expect(
      list.text(width: 22) == "a       first meaning\n        of all\nlonger  second\n")
    #expect(list.text(width: 15) == "a\n    first\n    meaning of\n    all\nlonger\n    second\n")
    #expect(DefinitionList([("x\u{1b}", "y\n")]).text(width: nil) == "x?  y?\n")
    #expect(DefinitionList([]).text(width: 80) == "")
  }

  @Test func theWidthIsThatOfColumnsAndAtLeastTwenty() {
    #expect(TextWidth.visible(environment: ["COLUMNS": "47"]) == 47)
    #expect(TextWidth.visible(environment: ["COLUMNS": "3"]) == 20)
    for text in ["0", "-5", "many", ""] {
      #expect(
        TextWidth.visible(on: -1, environment: ["COLUMNS": text]) == nil, "COLUMNS=\(text)")
    }
  }
}
