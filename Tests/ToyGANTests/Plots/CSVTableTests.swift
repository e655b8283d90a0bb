import Testing
import ToyGAN

@testable import ToyGANFiles

@Suite struct CSVTableTests {
  private func table(_ text: String) -> CSVTable {
    CSVTable(bytes: Array(text.utf8), name: "t.csv")
  }

  @Test func quotedFieldsHoldCommasQuotesAndLineBreaks() throws {
    let table = table("label,x\n\"a, \"\"b\"\"\",1\n\"\"\"c\"\"\",2\r\n\"d\ne\",3\n")
    #expect(try table.text("label") == ["a, \"b\"", "\"c\"", "d\ne"])
    #expect(try table.numbers("x") == [1, 2, 3])
  }

  @Test func numbersMayBeInfiniteMissingOrNone() throws {
    let numbers = try table("x,y\ninf,1\n-inf,1\nnan,1\n,1\n1e-3,1").numbers("x")
    #expect(numbers[0] == .infinity && numbers[1] == -.infinity && numbers[4] == 1e-3)
    #expect(numbers[2].isNaN && numbers[3].isNaN)
  }

  @Test func blankLinesBetweenRowsAreSkipped() {
    #expect(table("x\n1\n\n2\n\n\n3\n").records.count == 3)
  }

  @Test func aMissingColumnAndAShortRowNameTheFile() {
    #expect(throws: FileError.self) { try table("x\n1\n").text("y") }
    #expect(throws: FileError.self) { try table("x,y\n1\n").text("y") }
    #expect(throws: FileError.self) { try table("").text("y") }
  }

  @Test func writtenTextIsReadBack() throws {
    for label in ["plain", "a, b", "say \"x\", twice", "\"", ",", "\"\"", "a \"\u{301}, b"] {
      var csv = CSVText(header: ["n", "label"])
      csv.append("1", CSVText.quoted(label))
      #expect(try table(csv.text).text("label") == [label])
    }
  }

  @Test(arguments: [
    (0.0, "0"), (8, "8"), (-2.5, "-2.5"), (0.123456, "0.1235"), (1e-7, "1e-07"), (1e300, "1e+300"),
    (.nan, "nan"),
    (.infinity, "nan"),
  ])
  func numbersAreShort(value: Double, text: String) {
    #expect(CSVText.number(value) == text)
  }
}
