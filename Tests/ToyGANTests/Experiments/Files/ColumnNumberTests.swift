import Testing
import ToyGAN

@testable import ToyGANFiles

/// A number is the number of a column, also where a header has it as a name, unless the header is stated.
@Suite struct ColumnNumberTests {
  private func read(
    _ csv: String, _ columns: [String], header: CSVHeader = .auto
  ) throws -> SampleSet {
    var reading = SampleReading()
    (reading.columns, reading.header) = (columns, header)
    return try SampleFile.read(Array(csv.utf8), named: "points", dimension: 2, as: reading).samples
  }

  @Test func numbersAreNotNames() throws {
    for csv in ["a,b,1\n10,20,30\n", "# a,b,1\n10,20,30\n", "a;b;1\n10;20;30\n"] {
      #expect(try read(csv, ["1", "2"]) == SampleSet([10.0, 20], dimension: 2), "\(csv)")
      #expect(try read(csv, ["a", "2"]) == SampleSet([10.0, 20], dimension: 2), "\(csv)")
      #expect(try read(csv, ["b", "1"]) == SampleSet([20.0, 10], dimension: 2), "\(csv)")
    }
  }

  @Test func aStatedHeaderHasNames() throws {
    let csv = "a,b,1\n10,20,30\n"
    #expect(try read(csv, ["1", "2"], header: .yes) == SampleSet([30.0, 20], dimension: 2))
    #expect(try read("0,1\n5,6\n", ["1", "0"], header: .yes) == SampleSet([6.0, 5], dimension: 2))
  }
}
