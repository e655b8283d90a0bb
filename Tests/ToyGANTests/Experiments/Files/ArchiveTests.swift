import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANFiles

/// Archives and compressed files, sound ones and those that nobody should be hurt by.
@Suite struct ArchiveTests {
  private typealias File = SampleReaderTests.NumPyFile

  private static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try #require(File.all.first { $0.name == name }).file)
  }

  private func read(
    _ bytes: [UInt8], _ change: (inout SampleReading) -> Void = { _ in }
  ) throws -> SampleSet {
    var reading = SampleReading()
    change(&reading)
    return try SampleFile.read(bytes, named: "points", dimension: 2, as: reading).samples
  }

  @Test(arguments: ["two.npz", "twodeflated.npz"])
  func anArrayOfSeveralIsNamed(_ name: String) throws {
    let bytes = try Self.bytes(name)
    let error = #expect(throws: FileError.self) { try read(bytes) }
    #expect(error?.allowed == "the name of one: 'a', 'b'")
    let exact = try #require(File.all.first { $0.name == "float64.npy" }?.values)
    let rounded = try #require(File.all.first { $0.name == "float32.npy" }?.values)
    #expect(try read(bytes) { $0.array = "a" }.values == exact)
    #expect(try read(bytes) { $0.array = "b.npy" }.values == rounded)
    let absent = #expect(throws: FileError.self) { try read(bytes) { $0.array = "c" } }
    #expect(absent?.value == "an archive without 'c'" && absent?.allowed == "one of 'a', 'b'")
  }

  @Test func theOnlyArrayIsNamedInNotes() throws {
    let read = try SampleFile.read(Self.bytes("stored.npz"), named: "points", dimension: 2)
    #expect(read.notes == ["the array 'points'"])
  }

  @Test(arguments: ["stored.npz", "deflated.npz", "gzip.csv.gz", "gzip.npy.gz"])
  func everyCutIsRefused(_ name: String) throws {
    let bytes = try Self.bytes(name)
    for count in 4..<bytes.count {
      let error = #expect(throws: FileError.self, "\(count)") { try read(Array(bytes[..<count])) }
      #expect(error?.isOneShortLine == true)
    }
  }

  /// Every damaged file is refused, or has the same points: a check stands behind each.
  @Test(arguments: ["stored.npz", "deflated.npz", "many.npz", "gzip.csv.gz", "gzip.npy.gz"])
  func everyDamageIsRefusedOrHarmless(_ name: String) throws {
    let bytes = try Self.bytes(name)
    let sound = try read(bytes)
    var (generator, refused) = (SeededGenerator(7), 0)
    for _ in 0..<4000 {
      var damaged = bytes
      for _ in 0...Int(generator.next() % 2) {
        damaged[Int(generator.next() % UInt64(bytes.count))] = UInt8(generator.next() & 0xff)
      }
      do {
        let samples = try read(damaged)
        // A damaged magic number makes text of a file, which never has points.
        #expect(samples == sound)
      } catch let error as FileError {
        refused += 1
        #expect(error.isOneShortLine)
      }
    }
    #expect(refused > 2000)
  }

  @Test func noiseBehindASoundBeginningIsRefused() throws {
    var generator = SeededGenerator(8)
    for beginning in [
      [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], [0x1f, 0x8b, 8, 31], [0x50, 0x4b, 3, 4],
    ]
      as [[UInt8]]
    {
      for _ in 0..<3000 {
        let count = Int(generator.next() % 200)
        let noise = (0..<count).map { _ in UInt8(generator.next() & 0xff) }
        #expect(throws: FileError.self) { try read(beginning + noise) }
        // What Deflate makes of noise is limited, and no trap.
        if let made = try? Inflater.inflate(noise[...], in: .none, maximumBytes: 1000) {
          #expect(made.bytes.count <= 1000 && made.end <= noise.count)
        }
      }
    }
  }

  /// A small file must not claim much memory.
  @Test func whatGrowsBeyondTheLimitIsRefused() throws {
    let bytes = try Self.bytes("gzip.npy.gz")
    let size = try Gzip.contents(of: bytes, name: "bomb").count
    #expect(try Gzip.contents(of: bytes, name: "bomb", maximumBytes: size).count == size)
    let error = #expect(throws: FileError.self) {
      try Gzip.contents(of: bytes, name: "bomb", maximumBytes: size - 1)
    }
    #expect(
      error?.description == "bomb has data of more than \(size - 1) bytes; "
        + "expected at most \(size - 1) bytes when decompressed")
    // Members count together.
    #expect(throws: FileError.self) {
      try Gzip.contents(of: bytes + bytes, name: "bomb", maximumBytes: 2 * size - 1)
    }
    let archive = try ZipArchive(Self.bytes("deflated.npz"), name: "bomb")
    let entry = try #require(archive.entries.first)
    #expect(throws: FileError.self) { try archive.contents(of: entry, maximumBytes: 100) }
  }

  @Test func membersOfGzipFollowOneAnother() throws {
    let bytes = try Self.bytes("gzip.csv.gz")
    #expect(try read(bytes + bytes).count == 8)
    // Zeros fill the last block of a tape.
    #expect(try read(bytes + [0, 0, 0]).count == 4)
    let error = #expect(throws: FileError.self) { try read(bytes + [1]) }
    #expect(error?.value == "1 bytes after the compressed data")
  }

  @Test func emptyAndForeignArchivesAreRefusedByName() throws {
    let empty: [UInt8] = [0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 18)
    let error = #expect(throws: FileError.self) { try read(empty) }
    #expect(error?.value == "an archive without arrays")
    // A file of PyTorch is an archive too.
    let name = Array("archive/data.pkl".utf8)
    let entry: [UInt8] =
      [0x50, 0x4b, 1, 2] + [UInt8](repeating: 0, count: 24) + [UInt8(name.count), 0]
      + [UInt8](repeating: 0, count: 16) + name
    let end: [UInt8] =
      [0x50, 0x4b, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, UInt8(entry.count), 0, 0, 0, 4, 0, 0, 0, 0, 0]
    let torch = #expect(throws: FileError.self) { try read([0x50, 0x4b, 3, 4] + entry + end) }
    #expect(torch?.value == "PyTorch's file of pickled objects")
  }
}
