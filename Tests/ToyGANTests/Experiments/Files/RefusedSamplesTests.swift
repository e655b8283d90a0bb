import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles

/// What is wrong with a file stands in the message: the column, the bytes, the place in the header.
@Suite struct RefusedSamplesTests {
  private func refusal(
    _ bytes: [UInt8], _ columns: [String] = [], dimension: Int = 2, header: CSVHeader = .auto
  ) -> String {
    var reading = SampleReading()
    (reading.columns, reading.header) = (columns, header)
    let error = #expect(throws: FileError.self) {
      try SampleFile.read(bytes, named: "mine", dimension: dimension, as: reading)
    }
    return error?.description ?? ""
  }

  /// A line that is nearly numbers is no header, which would be left out.
  @Test(arguments: [
    "(1.5,2)\n1,2\n", "[1.5,2]\n1,2\n", "1.234,5;5.678,5\n1,5;2,5\n", "$1,$2\n1,2\n",
    "1_0,2_0\n1,2\n", "-1.5.0,2x\n1,2\n", "'1','2'\n1,2\n", "1.5cm,2cm\n1,2\n",
  ])
  func nearlyNumbersAreNoHeader(_ csv: String) throws {
    let text = refusal(Array(csv.utf8))
    #expect(text.contains("mine line 1 is ") && text.contains("is not a number, unless"), "\(text)")
    var reading = SampleReading()
    reading.header = .yes
    let read = try SampleFile.read(Array(csv.utf8), named: "mine", dimension: 2, as: reading)
    #expect(read.samples.count == 1)
  }

  @Test(arguments: ["x,y", "x0,x1", "_1,_2", "\"a 1\",\"b 2\"", "#1,#2", "längs,quer", "(x),(y)"])
  func wordsAreAHeader(_ header: String) throws {
    let csv = Array("\(header)\n1,2\n".utf8)
    #expect(try SampleFile.read(csv, named: "mine", dimension: 2).samples.count == 1)
  }

  @Test func aColumnThatALineLacksIsNamed() {
    let one = refusal(Array("1\n2\n".utf8), ["2"], dimension: 1)
    #expect(one.contains("column 2; this line has 1"), "\(one)")
    #expect(refusal(Array("1,2\n".utf8), ["1", "7"]).contains("column 7; this line has 2"))
  }

  @Test func aNameOfTwoColumnsIsAmbiguous() throws {
    let csv = Array("x,y,x\n1,2,3\n".utf8)
    for text in [refusal(csv, ["x", "y"]), refusal(csv, ["y", "x"], header: .yes)] {
      #expect(text.contains("2 columns are named 'x'; expected"), "\(text)")
    }
    var reading = SampleReading()
    reading.columns = ["3", "y"]
    #expect(
      try SampleFile.read(csv, named: "mine", dimension: 2, as: reading).samples
        == SampleSet([3.0, 2], dimension: 2))
  }

  @Test(arguments: [[0], [1], [0x1b], [0xff, 0xfe]] as [[UInt8]])
  func bytesThatAreNoTextAreCalledSo(_ bytes: [UInt8]) {
    let text = refusal(Array("1,2\n".utf8) + bytes + Array(",3\n".utf8))
    #expect(text.hasPrefix("mine line 2 has bytes that are not text; expected 2"), "\(text)")
  }

  private func array(_ header: String) -> [UInt8] {
    let text = Array((header + "\n").utf8)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 255), UInt8(text.count >> 8)]
      + text + [UInt8](repeating: 0, count: 48)
  }

  @Test(arguments: [
    (
      "{'descr': [('x', '<f8'), ('y', '<f8')], 'fortran_order': False, 'shape': (3,), }",
      "a structured array of type [('x', '<f8'), ('y', '<f8')]; expected float16"
    ),
    (
      "{'descr': '<f8', 'fortran_order': Maybe, 'shape': (3, 2)}",
      "at 'Maybe, 'shape': (3, 2)}'; expected True or False"
    ),
    (
      "{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2), 'extra': 1}",
      "at ''extra': 1}'; expected the keys descr, fortran_order and shape"
    ),
    ("{'descr': '<f8', 'fortran_order': True}", "expected the keys descr, fortran_order and shape"),
    ("{'descr': '<f8', 'fortran_order': True, 'shape': (3)}", "expected a comma in a tuple"),
    ("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2", "at its end; expected"),
    ("", "has an empty header; expected '{'"),
  ])
  func theFaultOfAHeaderIsShown(_ header: String, _ words: String) {
    let text = refusal(array(header))
    #expect(text.contains(words) && !text.contains("'<f4'"), "\(text)")
  }

  @Test func longPathsAndValuesAreShortened() {
    let long = String(repeating: "x", count: 100_000)
    let errors: [any Error] = [
      FileError(file: long, value: long, allowed: "a file"),
      FileError(cannot: "read", long, because: "no such file"),
      SettingError(key: long, value: "'\(long)' in quotes", allowed: "a number"),
      SettingError(key: "batch", has: long, allowed: "a number"),
      MachineError(place: long, problem: "full"),
    ]
    for error in errors {
      #expect("\(error)".count < 1600, "\(error)")
      #expect("\(error)".contains("xxx…xxx") || "\(error)".contains("xxx' in quotes"))
    }
  }
}
