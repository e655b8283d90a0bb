import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

/// Files gone wrong in a hundred thousand ways: each is read as points that can be judged, or
/// refused in one short line; none traps.
@Suite struct SampleReaderFuzzTests {
  static let filesPerSeed = 12_500

  @Test(arguments: Array<UInt64>(0..<4))
  func csv(_ seed: UInt64) {
    let words = [
      "1e999", "-1e39", "5e-324", "nan", "inf", "-Infinity", "0x1p3", "1_0", "1.2.3", "x", "é",
      "\u{FEFF}",
      "\0", "\r", "\n", "\u{2028}", "\u{202E}", "1,2", ",,", ";", "\"", " ",
      String(repeating: "7", count: 70),
    ]
    let tally = tally(FileMutation(seed: seed, words: words), as: .csv) { mutation in
      var (bytes, dimension) = mutation.choice(Self.texts)
      for _ in 0..<mutation.random(3) { mutation.damage(&bytes) }
      return (bytes, dimension)
    }
    tally.expectAll([
      "not text", "without points", "is not a number", "this line has", "points have others",
      "none of them",
    ])
  }

  @Test(arguments: Array<UInt64>(4..<8))
  func npy(_ seed: UInt64) {
    let words = [
      "9999999999999", "99999999999999999999", "9223372036854775807", "4611686018427387904", "-1",
      "0",
      "1", "3", "4", ">f4", ">f8", "|O", "<f4", "<f8", "<i8", "|", "\u{202E}", "True", "False", "(",
      ")",
      "}", "'", "descr", "\u{80}\u{7F}", "\n", String(repeating: "7, ", count: 20),
    ]
    let tally = tally(FileMutation(seed: seed, words: words), as: .npy) { mutation in
      var (header, data, dimension) = mutation.choice(Self.arrays)
      let part = mutation.random(8)
      if part < 3 { mutation.damage(&header) }
      if part > 1 { mutation.damage(&data) }
      var bytes = Self.array(header, data, version: 1 + UInt8(mutation.random(3)))
      if part == 7 { mutation.damage(&bytes) }
      return (bytes, dimension)
    }
    tally.expectAll([
      "first bytes", "a file of", "a header of", "a header with a fault", "format", "pickled",
      "of type",
      "of shape", "bytes of numbers", "without points", "points have others",
    ])
  }

  /// What became of the files of one kind.
  private struct Tally {
    var (accepted, dropped) = (0, 0)
    var refused: [FileError] = []
    /// Files that broke the rule, for the record.
    var wrong: [[UInt8]] = []

    /// The controls: much was read, much was refused, and for every reason there is.
    func expectAll(_ reasons: [String]) {
      #expect(wrong.isEmpty, "\(wrong.prefix(3))")
      #expect(accepted > 1000 && dropped > 100 && refused.count > 5000)
      #expect(accepted + refused.count == filesPerSeed)
      for reason in reasons {
        #expect(refused.contains { $0.description.contains(reason) }, "\(reason)")
      }
    }
  }

  private func tally(
    _ mutation: FileMutation, as format: SampleReader.Format,
    file: (inout FileMutation) -> (bytes: [UInt8], dimension: Int)
  ) -> Tally {
    var (mutation, tally) = (mutation, Tally())
    for _ in 0..<Self.filesPerSeed {
      let (bytes, dimension) = file(&mutation)
      let reader = SampleReader(
        dimension: mutation.random(20) == 0 ? 1 + mutation.random(3) : dimension,
        dropsInvalid: mutation.random(2) == 0)
      do throws(FileError) {
        let read = try reader.read(bytes: bytes, name: "fuzz", as: format)
        tally.accepted += 1
        tally.dropped += read.dropped
        if !isSound(read, reader, bytes.count) { tally.wrong.append(bytes) }
      } catch {
        tally.refused.append(error)
        if !error.isOneShortLine || !error.key.hasPrefix("fuzz") { tally.wrong.append(bytes) }
      }
    }
    return tally
  }

  /// A number takes two bytes at least, its border included.
  private func isSound(_ read: ReadSamples, _ reader: SampleReader, _ size: Int) -> Bool {
    let samples = read.samples
    return samples.dimension == reader.dimension && samples.count > 0
      && samples.values.count == samples.count * reader.dimension
      && samples.values.count <= (size + 1) / 2 && samples.values.allSatisfy { Float($0).isFinite }
      && read.dropped >= 0 && (reader.dropsInvalid || read.dropped == 0)
  }

  static let texts = [
    ("x,y\n1.5,-2\n0.25,1e-3\n-7,8\n", 2), ("1,2\r\n3,4\r\n\r\n5,6", 2),
    ("\u{FEFF}a, b\n 1 ,2\n3,\t4\n\n", 2), ("nan,1\n2,3\ninf,-inf\n4,5\n", 2),
    ("1.000000000000000000e+00,-2.500000000000000000e-01\n3.0e+00,0.1e+02\n", 2),
    ("3,1\n2,Infinity\n", 2), ("1\n2.5\nnan\n", 1), ("a,b,c\n4,5,6\n7,8,9", 3),
  ].map { text, dimension in (Array(text.utf8), dimension) }

  static let arrays = [
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }\n", 16, 2),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }   \n", 48, 2),
    ("{'shape':(4,2),'fortran_order':False,'descr':'<f4'}", 32, 2),
    ("{\"descr\": \"<f8\", 'fortran_order': False, 'shape': (1,2)}", 16, 2),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 2), }", 0, 2),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", 16, 1),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", 48, 3),
  ].map { header, size, dimension in
    (Array(header.utf8), (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 37) }, dimension)
  }

  private static func array(_ header: [UInt8], _ data: [UInt8], version: UInt8) -> [UInt8] {
    let length = [UInt8(header.count), 0] + (version == 1 ? [] : [0, 0])
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + header + data
  }
}
