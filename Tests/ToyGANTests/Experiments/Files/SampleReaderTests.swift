import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct SampleReaderTests {
  @Test(arguments: [
    "1,2\n3.5,-4e-1\n", "x,y\n1,2\n3.5,-4e-1", "\u{FEFF}x, y\r\n1, 2\r\n\r\n 3.5 ,-0.4\r\n",
    "\n\t \n# x,y\n+1.,\t2e0\n\n35e-1,-.4", "\"x\",\"y\"\n1e+00,2E+00\n3.5,-0.40000\n \n",
  ])
  func csvIsReadInEveryForm(_ text: String) throws {
    let read = try SampleReader(dimension: 2).read(text)
    #expect(read.samples == SampleSet([1, 2, 3.5, -0.4], dimension: 2) && read.dropped == 0)
  }

  /// The rule of the first line: it is a header if none of its fields is a number or a missing value.
  @Test(
    arguments: [
      ("0,1\n2.5,3.0\n", [0, 1, 2.5, 3], nil),
      ("\u{FEFF}\r\n0, 1\r\n\r\n-1,4\r\n", [0, 1, -1, 4], nil),
      ("0,1", [0, 1], nil), ("x,y\n1,2", [1, 2], "'x,y'"), ("\u{FEFF}x,y\n1,2", [1, 2], "'x,y'"),
      ("NA,NA\n1,2", [1, 2], nil), (",\n1,2", [1, 2], nil), ("1.5D0,-2d-1\n", [1.5, -0.2], nil),
      ("\"x\",\"y\"\n\"1\",\" 2 \"\n", [1, 2], "'\"x\",\"y\"'"),
    ] as [(String, [Double], String?)])
  func theFirstLineIsAHeaderOrAPoint(_ text: String, _ values: [Double], _ header: String?) throws {
    let read = try SampleReader(dimension: 2, dropsInvalid: true).read(text)
    #expect(read.samples == SampleSet(values, dimension: 2) && read.header == header)
  }

  @Test func whetherTheFirstLineIsAHeaderCanBeStated() throws {
    let yes = try SampleReader(dimension: 2, header: .yes).read("0,1\n2,3\n")
    #expect(yes.samples == SampleSet([2.0, 3], dimension: 2) && yes.header == "'0,1'")
    let one = try SampleReader(dimension: 1, header: .yes).read("0\n1.5\n")
    #expect(one.samples == SampleSet([1.5], dimension: 1))
    let auto = try SampleReader(dimension: 1).read("0\n1.5\n")
    #expect(auto.samples == SampleSet([0, 1.5], dimension: 1))
    let error = #expect(throws: FileError.self) {
      try SampleReader(dimension: 2, header: .no).read("x,y\n2,3\n")
    }
    #expect(error?.file == "points line 1")
    // A number beside a word is a mistake, and no header.
    #expect(throws: FileError.self) { try SampleReader(dimension: 2).read("1.5,abc\n2,3\n") }
    #expect(throws: FileError.self) { try SampleReader(dimension: 2).read("x,y,z\n2,3\n") }
  }

  @Test(arguments: [
    "", " ", "NA", "na", "N/A", "NULL", "null", "None", "-", "\"NA\"", "\"\"", "nan",
  ])
  func missingValuesAreCountedAndRefusedOrDropped(_ word: String) throws {
    let text = "1,2\n\(word),3\n4,\(word)\n\(word),\(word)\n5,6\n"
    let read = try SampleReader(dimension: 2, dropsInvalid: true).read(text)
    #expect(read.dropped == 3 && read.samples == SampleSet([1.0, 2, 5, 6], dimension: 2))
    let error = #expect(throws: FileError.self) { try SampleReader(dimension: 2).read(text) }
    #expect(error?.file == "points line 2" && error?.allowed.contains("3 of 5 points") == true)
  }

  @Test(arguments: [[0xff, 0xfe, 0x31, 0], [0xfe, 0xff, 0, 0x31]] as [[UInt8]])
  func otherEncodingsAreNamed(_ bytes: [UInt8]) {
    let error = #expect(throws: FileError.self) {
      try SampleReader(dimension: 1).read(bytes: bytes, name: "points", as: .csv)
    }
    #expect(error?.value == "a text in UTF-16")
  }

  @Test func anyDimensionIsRead() throws {
    let one = try SampleReader(dimension: 1).read("word\n1\n2\n")
    #expect(one.samples == SampleSet([1.0, 2], dimension: 1))
    let three = try SampleReader(dimension: 3).read("1,2,3")
    #expect(three.samples == SampleSet([1.0, 2, 3], dimension: 3))
  }

  @Test(arguments: ["a.csv", "a.npy"])
  func whatSampleFileWritesComesBackBitForBit(_ name: String) throws {
    var generator = SeededGenerator(1)
    let random = (0..<1600).map { _ in
      Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
    }
    let samples = random.filter(\.isFinite).prefix(1498) + [-0.0, .greatestFiniteMagnitude]
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: name)
    try SampleFile.write(Array(samples), dimension: 2, to: file)
    let read = try SampleReader(dimension: 2).read(file)
    #expect(read.samples.values.map { Float($0).bitPattern } == samples.map(\.bitPattern))
    // A Float is a Double; its shortest decimal is another one.
    let isExact = read.samples == SampleSet(Array(samples), dimension: 2)
    #expect(isExact == (name == "a.npy"))
  }

  /// `nan` and `inf` as Python, C and pandas (`na_rep="NaN"`) write them, what overflows a Double, and
  /// what overflows a Float.
  @Test(arguments: ["nan", "NaN", "-inf", "Infinity", "+INF", "1e999", "-1e60"])
  func invalidPointsAreCountedAndRefusedOrDropped(_ number: String) throws {
    let text = "x,y\n1,2\n3,\(number)\n\n5,6\n \(number),0"
    let error = #expect(throws: FileError.self) {
      try SampleReader(dimension: 2).read(text)
    }
    #expect(error?.key == "points line 3" && error?.value == "'3,\(number)'")
    #expect(error?.allowed.contains("2 of 4 points") == true)
    let read = try SampleReader(dimension: 2, dropsInvalid: true).read(text)
    #expect(read.samples == SampleSet([1.0, 2, 5, 6], dimension: 2) && read.dropped == 2)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func invalidRowsOfAnArrayAreTreatedAlike(_ number: Float) throws {
    let bytes = SampleFile.npy([1, 2, number, 4, 5, 6, number, number], dimension: 2)
    let error = #expect(throws: FileError.self) {
      try SampleReader(dimension: 2).read(bytes: bytes, name: "points", as: .npy)
    }
    #expect(error?.key == "points[1]" && error?.value == "'\(number),4.0'")
    #expect(error?.allowed.contains("2 of 4 points") == true)
    let reader = SampleReader(dimension: 2, dropsInvalid: true)
    let read = try reader.read(bytes: bytes, name: "points", as: .npy)
    #expect(read.samples == SampleSet([1.0, 2, 5, 6], dimension: 2) && read.dropped == 2)
  }

  @Test func whereNothingIsLeftNothingIsRead() {
    let error = #expect(throws: FileError.self) {
      try SampleReader(dimension: 2, dropsInvalid: true).read("nan,1\ninf,2\n")
    }
    #expect(error?.value == "a file of 2 points, none of them finite")
  }

  /// What `samples.py` had NumPy write.
  struct NumPyFile: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var file: Data
    var dimension: Int
    /// Nil where the file must be refused.
    var values: [Double]?
    var testDescription: String { name }

    static let all: [NumPyFile] = {
      let file = Bundle.module.url(forResource: "samples", withExtension: "json")
      let data = file.flatMap { try? Data(contentsOf: $0) } ?? Data()
      return (try? JSONDecoder().decode([NumPyFile].self, from: data)) ?? []
    }()

    func read() throws -> SampleSet {
      try SampleFile.read([UInt8](file), named: name, dimension: dimension).samples
    }
  }

  @Test(arguments: NumPyFile.all.filter { $0.values != nil })
  func numPysOwnFilesAreReadExactly(_ file: NumPyFile) throws {
    #expect(try file.read().values.map(\.bitPattern) == file.values?.map(\.bitPattern))
  }

  @Test func numPysOtherFilesAreRefusedBySayingWhatTheyAre() throws {
    let words = [
      "objects.npy": "pickled objects, which are never",
      "records.npy": "('x', '<f4'), ('y', '<f4')", "complex.npy": "type '<c8'",
      "flat2.npy": "shape (4,)", "two.npz": "2 arrays", "twodeflated.npz": "2 arrays",
      "deep.npy": "shape (2, 2, 2)", "scalar.npy": "shape ()", "none.npy": "without points",
      "three2.npy": "shape (2, 3)",
    ]
    let files = NumPyFile.all.filter { $0.values == nil }
    #expect(Set(files.map(\.name)) == Set(words.keys) && NumPyFile.all.count == files.count + 37)
    for file in files {
      let error = #expect(throws: FileError.self) { try file.read() }
      #expect(error?.key == file.name)
      #expect(try error?.value.contains(#require(words[file.name])) == true, "\(file.name)")
    }
  }
}

extension SampleReader {
  fileprivate func read(_ text: String) throws -> ReadSamples {
    try read(bytes: Array(text.utf8), name: "points", as: .csv)
  }
}
