import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// Files that nobody should be able to hurt the reader with.
@Suite struct BadSamplesTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    var text: String
    var dimension = 2
    /// Nil where the whole file is at fault.
    var line: Int?
    var value: String
    var words: String
    var testDescription: String { text }
  }

  static let csv = [
    Bad(text: "", value: "a file without points", words: "2 finite numbers"),
    Bad(text: "\u{FEFF}", value: "a file without points", words: "2 finite numbers"),
    Bad(text: "x,y\n\n", value: "a file without points", words: "2 finite numbers"),
    Bad(text: "1,2\n3,red\n", line: 2, value: "'3,red'", words: "'red' is not a number"),
    Bad(text: "x,y\nx,y\n1,2", line: 2, value: "'x,y'", words: "'x' is not a number"),
    Bad(text: "x,1\n", line: 1, value: "'x,1'", words: "'x' is not a number"),
    Bad(
      text: "1,2\n3\n", line: 2, value: "'3'", words: "2 numbers between commas; this line has 1"),
    Bad(text: "x,y,z\n1,2,3", line: 1, value: "'x,y,z'", words: "this line has 3"),
    Bad(text: "1,2\n", dimension: 1, line: 1, value: "'1,2'", words: "1 number; this line has 2"),
    Bad(text: "1,2,3\n", line: 1, value: "'1,2,3'", words: "2 numbers between commas"),
    Bad(text: "1.0 2.0\n3.0\n", line: 2, value: "'3.0'", words: "2 numbers between blanks"),
    Bad(text: "1;2\n3;red\n", line: 2, value: "'3;red'", words: "'red' is not a number"),
    Bad(text: "1,5;2\n2;0,5\n3;1.5\n", line: 3, value: "'3;1.5'", words: "'1.5' is not a number"),
    Bad(text: "1,0x10\n", line: 1, value: "'1,0x10'", words: "'0x10' is not a number"),
    Bad(text: "1,1_0\n", line: 1, value: "'1,1_0'", words: "'1_0' is not a number"),
    Bad(text: "1,2\n1,2 3\n", line: 2, value: "'1,2 3'", words: "'2 3' is not a number"),
    Bad(text: "1,--2\n", line: 1, value: "'1,--2'", words: "'--2' is not a number"),
    Bad(text: "1,1e\n", line: 1, value: "'1,1e'", words: "'1e' is not a number"),
    Bad(text: "1,.\n", line: 1, value: "'1,.'", words: "'.' is not a number"),
    Bad(text: "1,2\r3,4\r", line: 1, value: "'1,2?3,4'", words: "this line has 3"),
    Bad(
      text: "1,2\n1,\u{2028}\u{202E}3", line: 2, value: "'1,??3'", words: "'??3' is not a number"),
    Bad(text: "1,\0", line: 1, value: "bytes that are not text", words: "2 numbers"),
    Bad(
      text: "1,2\n1," + String(repeating: "9", count: 1401), line: 2,
      value: "'1," + String(repeating: "9", count: 38) + "…'", words: "is not a number"),
  ]

  @Test(arguments: csv) func badCSVIsRefusedByLineAndValue(_ bad: Bad) {
    let error = #expect(throws: FileError.self) {
      try SampleReader(dimension: bad.dimension, dropsInvalid: true)
        .read(bytes: Array(bad.text.utf8), name: "bad.csv", as: .csv)
    }
    #expect(error?.key == "bad.csv" + (bad.line.map { " line \($0)" } ?? ""))
    #expect(error?.value == bad.value)
    #expect(error?.allowed.contains(bad.words) == true, "\(error?.allowed ?? "")")
    #expect(error?.isOneShortLine == true)
  }

  static let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }"

  @Test(arguments: [
    (header, 16), (header + "   \n", 16),
    ("{'shape':(2,2,),\"descr\":\"<f4\",'fortran_order':False}", 16),
    ("{ 'fortran_order' : False , 'shape' : ( 2 , 2 ) , 'descr' : '<f8' }\n", 32),
  ])
  func headersMayBeSpacedAndOrderedAsTheyLike(_ header: String, _ size: Int) throws {
    let read = try SampleReader(dimension: 2).read(npy: header, [UInt8](repeating: 0, count: size))
    #expect(read.samples == SampleSet([0.0, 0, 0, 0], dimension: 2))
  }

  @Test(arguments: [
    "", "{}", "[]", "{'descr': '<f4'}", header + "1", String(header.dropLast(3)),
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), 'more': 1}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), 'descr': '<f4'}",
    "{'descr': '<f4' 'fortran_order': False, 'shape': (2, 2)}",
    "{'descr': , 'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)}",
    "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 2)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': 2}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2 2)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2,,2)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 2)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), 'x\n\u{202E}",
  ])
  func headersOfAnotherFormAreRefused(_ header: String) {
    let error = #expect(throws: FileError.self) {
      try SampleReader(dimension: 2).read(npy: header, [UInt8](repeating: 0, count: 16))
    }
    let value = error?.value ?? ""
    #expect(value == "an empty header" || value.hasPrefix("a header with a fault at "), "\(value)")
    #expect(error?.isOneShortLine == true && error?.allowed.isEmpty == false)
  }

  /// Refused before anything of the promised size is made.
  @Test(arguments: [
    ("(9999999999999, 99999999999)", "shape (9999999999999, 99999999999)", "d = 2"),
    ("(9223372036854775807, 2)", "16 bytes of numbers", "fewer than the shape"),
    ("(1152921504606846976, 2)", "16 bytes of numbers", "fewer than the shape"),
    ("(1000000000000, 2)", "16 bytes of numbers", "8000000000000 bytes"),
    ("(3, 2)", "16 bytes of numbers", "24 bytes"), ("(1, 2)", "16 bytes of numbers", "8 bytes"),
    ("(0, 2)", "16 bytes of numbers", "0 bytes"),
    ("(\(String(repeating: "2, ", count: 20_000)))", "shape (2, 2, 2", "d = 2"),
  ])
  func shapesThatLieAreRefused(_ shape: String, _ value: String, _ allowed: String) {
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape)}"
    let error = #expect(throws: FileError.self) {
      try SampleReader(dimension: 2).read(npy: header, [UInt8](repeating: 0, count: 16))
    }
    #expect(error?.value.contains(value) == true && error?.allowed.contains(allowed) == true)
    #expect(error?.isOneShortLine == true)
  }

  @Test(
    arguments: [
      ([0x93] + Array("NUMPY\u{1}\0".utf8) + [0xff, 0xff], "a file of 10 bytes"),
      (Array("PK\u{3}\u{4} an .npz, perhaps".utf8), "without the first bytes of .npy"),
      ([0x93] + Array("NUMPY\u{4}\0\0\0\0\0".utf8), "format 4.0"),
      ([0x93] + Array("NUMPY\u{1}\u{1}\0\0\0\0".utf8), "format 1.1"),
      (
        [0x93] + Array("NUMPY\u{2}\0".utf8) + [0, 0, 0, 0x80, 0, 0], "a header of 2147483648 bytes"
      ),
      ([0x93] + Array("NUMPY\u{3}\0".utf8) + [255, 255, 255, 255], "a header of 4294967295 bytes"),
      ([0x93] + Array("NUMPY\u{1}\0".utf8) + [0xff, 0xff, 0, 0], "a header of 65535 bytes"),
      (
        [0x93] + Array("NUMPY\u{2}\0\u{1}\0\u{1}\0".utf8) + [UInt8](repeating: 32, count: 70_000),
        "a header of 65537 bytes"
      ),
    ] as [([UInt8], String)])
  func beginningsThatLieAreRefused(_ bytes: [UInt8], _ value: String) {
    let error = #expect(throws: FileError.self) {
      try SampleReader(dimension: 2).read(bytes: bytes, name: "bad.npy", as: .npy)
    }
    #expect(error?.value.contains(value) == true && error?.isOneShortLine == true)
  }

  @Test func everyCutAndEveryLongerArrayIsRefused() {
    let bytes = SampleFile.npy([1, 2, 3, 4], dimension: 2)
    for wrong in bytes.indices.map({ Array(bytes[..<$0]) }) + [bytes + [0]] {
      let error = #expect(throws: FileError.self) {
        try SampleReader(dimension: 2).read(bytes: wrong, name: "cut.npy", as: .npy)
      }
      #expect(error?.isOneShortLine == true)
    }
  }
}

extension SampleReader {
  fileprivate func read(npy header: String, _ data: [UInt8]) throws -> ReadSamples {
    let (text, magic) = (Array(header.utf8), [0x93] + Array("NUMPY".utf8))
    let length = [UInt8(text.count & 0xff), UInt8(text.count >> 8)]
    return try read(bytes: magic + [1, 0] + length + text + data, name: "bad.npy", as: .npy)
  }
}

extension FileError {
  /// What every message about a user's file must be, long names of files aside.
  var isOneShortLine: Bool {
    description.count < 300
      && !description.unicodeScalars.contains {
        $0.value < 32 || $0 == "\u{2028}" || $0 == "\u{85}"
      }
  }
}
