import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles

/// Texts of points with any separator, decimal mark and choice of columns.
@Suite struct SampleTextTests {
  private func read(
    _ text: String, dimension: Int = 2, _ change: (inout SampleReading) -> Void = { _ in }
  ) throws -> ReadSamples {
    var reading = SampleReading()
    change(&reading)
    return try SampleFile.read(
      Array(text.utf8), named: "points", dimension: dimension, as: reading)
  }

  struct Form: Sendable, CustomTestStringConvertible {
    var text: String
    /// What is said; nil for the usual form.
    var note: String?
    var testDescription: String { text }
  }

  static let forms = [
    Form(text: "1.5,-2\n3,0.25\n"),
    Form(text: "x,y\n\"1.5\",\"-2\"\n3,0.25\n"),
    Form(text: "1.5;-2\n3;0.25\n", note: "semicolons, with a decimal point"),
    Form(text: "x;y\r\n1,5;-2\r\n3;0,25\r\n", note: "semicolons, with a decimal comma"),
    Form(
      text: "\u{FEFF}\"x\";\"y\"\n\"1,5\";-2,0\n3;2,5e-1", note: "semicolons, with a decimal comma"),
    Form(text: "1.5\t-2\n3\t0.25\n", note: "tabs, with a decimal point"),
    Form(text: "x\ty\n1,5\t-2\n3\t0,25\n", note: "tabs, with a decimal comma"),
    Form(text: "# x y\n  1.5   -2 \n 3 \t 0.25\n", note: "blanks, with a decimal point"),
    Form(text: "1,5 -2\n3 0,25\n", note: "blanks, with a decimal comma"),
    Form(text: "x,y\n\"1,5\",-2\n3,\"0,25\"\n", note: "commas, with a decimal comma"),
    Form(text: "# made by hand\n1.5,-2 # the first\n# and\n\n3,0.25\n"),
  ]

  @Test(arguments: forms) func everyFormIsRecognizedAndSaid(_ form: Form) throws {
    let read = try read(form.text)
    #expect(read.samples == SampleSet([1.5, -2, 3, 0.25], dimension: 2))
    #expect(read.notes == form.note.map { ["numbers between \($0)"] } ?? [])
  }

  /// What could be meant in two ways is read as before, or refused.
  @Test func ambiguousTextIsReadAsCommaSeparated() throws {
    #expect(try read("1,5\n2,5\n").samples == SampleSet([1.0, 5, 2, 5], dimension: 2))
    #expect(try read("1,\t2\n").samples == SampleSet([1.0, 2], dimension: 2))
    let error = #expect(throws: FileError.self) { try read("1,5\n2,5\n", dimension: 1) }
    #expect(error?.allowed.contains("unless the comma is stated to be a decimal one") == true)
    let comma = try read("1,5\n2,5\n", dimension: 1) { $0.decimal = .comma }
    #expect(comma.samples == SampleSet([1.5, 2.5], dimension: 1))
    let whole = try read("1;2\n3;4\n")
    #expect(whole.samples == SampleSet([1.0, 2, 3, 4], dimension: 2))
  }

  @Test func aStatedFormIsTakenAtItsWord() throws {
    let stated = try read("1,5;2\n") { ($0.separator, $0.decimal) = (.semicolon, .comma) }
    #expect(stated.samples == SampleSet([1.5, 2], dimension: 2) && stated.notes.isEmpty)
    #expect(throws: FileError.self) { try read("1,5;2\n") { $0.decimal = .point } }
    #expect(throws: FileError.self) { try read("1;2\n") { $0.separator = .tab } }
    // A missing value between tabs, which would be nothing between blanks.
    let missing = try read("1\t2\n\t3\n") { ($0.separator, $0.dropsInvalid) = (.tab, true) }
    #expect(missing.dropped == 1 && missing.samples.count == 1)
  }

  static let table = "id;label;x;y\n1;\"a;b\";0,5;1\n2;# c;-1;2,5\n"

  @Test(arguments: [["x", "y"], ["3", "4"], ["x", "4"]])
  func columnsAreChosenByNameOrNumber(_ columns: [String]) throws {
    let chosen = try read(Self.table) { $0.columns = columns }
    #expect(chosen.samples == SampleSet([0.5, 1, -1, 2.5], dimension: 2))
    let swapped = try read(Self.table) { $0.columns = columns.reversed() }
    #expect(swapped.samples == SampleSet([1, 0.5, 2.5, -1], dimension: 2))
  }

  @Test func columnsOfPandasAndNumPyAreFound() throws {
    // With an index, as `to_csv(file)` writes it.
    let indexed = ",x,y\n0,1.5,2\n1,3,4\n"
    let error = #expect(throws: FileError.self) { try read(indexed) }
    #expect(error?.allowed.contains("columns can be chosen by name or number") == true)
    let semicolons = #expect(throws: FileError.self) { try read("id;x;y\n0;1,5;2\n1;3;4,5\n") }
    #expect(semicolons?.allowed.hasPrefix("2 numbers between semicolons; this line has 3") == true)
    let chosen = try read(indexed) { $0.columns = ["x", "y"] }
    #expect(chosen.samples == SampleSet([1.5, 2, 3, 4], dimension: 2))
    // Columns without names, above which pandas writes numbers from 0 on.
    let unnamed = try read("0,1,2\n5,6,7\n") { ($0.columns, $0.header) = (["1", "2"], .yes) }
    #expect(unnamed.samples == SampleSet([6.0, 7], dimension: 2))
    // A header in a comment, as `savetxt(header=...)` writes it.
    let commented = try read("# t x y\n0 1 2\n1 3 4\n") { $0.columns = ["x", "y"] }
    #expect(commented.samples == SampleSet([1.0, 2, 3, 4], dimension: 2))
    let one = try read("1,5 2,5\n3,5 4\n", dimension: 1) { $0.columns = ["1"] }
    #expect(one.samples == SampleSet([1.5, 3.5], dimension: 1))
  }

  @Test func columnsThatAreNotThereAreRefused() throws {
    let absent = #expect(throws: FileError.self) {
      try read(Self.table) { $0.columns = ["x", "z"] }
    }
    #expect(absent?.description.contains("'id;label;x;y'") == true)
    #expect(absent?.allowed == "a header with the columns 'x', 'z'")
    let far = #expect(throws: FileError.self) {
      try read("1,2\n3,4\n") { $0.columns = ["1", "3"] }
    }
    #expect(far?.file == "points line 1")
    for columns in [["x"], ["x", "y", "id"], ["0", "1"], ["-1", "1"]] {
      let error = #expect(throws: SettingError.self) {
        try read(Self.table) { $0.columns = columns }
      }
      #expect(error?.key == "columns")
    }
    let ragged = #expect(throws: FileError.self) {
      try read("1,2,a\n3,4\n") { $0.columns = ["1", "2"] }
    }
    #expect(ragged?.file == "points line 2" && ragged?.allowed.contains("this line has 2") == true)
  }

  @Test func settingsThatDoNotSuitTheFormatAreRefused() throws {
    let array = SampleFile.npy([1, 2, 3, 4], dimension: 2)
    func refusal(_ change: (inout SampleReading) -> Void) -> String? {
      var reading = SampleReading()
      change(&reading)
      return #expect(throws: SettingError.self) {
        try SampleFile.read(array, named: "a.npy", dimension: 2, as: reading)
      }?.key
    }
    #expect(refusal { $0.separator = .tab } == "separator")
    #expect(refusal { $0.decimal = .comma } == "decimal")
    #expect(refusal { $0.columns = ["x", "y"] } == "columns")
    #expect(refusal { $0.array = "points" } == "array")
    var reading = SampleReading()
    reading.columns = ["2"]
    let second = try SampleFile.read(array, named: "a.npy", dimension: 1, as: reading)
    #expect(second.samples == SampleSet([2.0, 4], dimension: 1))
  }

  @Test(
    arguments: [
      ([0x89] + Array("HDF\r\n".utf8), "HDF5"), (Array("PAR1....".utf8), "Parquet"),
      ([0x80, 4, 0x95], "pickled"), ([0xfd] + Array("7zXZ\0".utf8), "xz"),
    ] as [([UInt8], String)])
  func formatsOfOtherProgramsAreNamed(_ bytes: [UInt8], _ name: String) throws {
    let error = #expect(throws: FileError.self) {
      try SampleFile.read(bytes, named: "points", dimension: 2)
    }
    #expect(error?.value.contains(name) == true && error?.isOneShortLine == true)
  }
}
