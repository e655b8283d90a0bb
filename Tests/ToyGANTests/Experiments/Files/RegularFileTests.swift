import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

@Suite struct RegularFileTests {
  private func refusal(of file: URL) -> FileError? {
    #expect(throws: FileError.self) { try SampleReader(dimension: 2).read(file) }
  }

  /// The contents say what the format is, but a file that is named as an array is no text.
  @Test(arguments: ["points.txt", "points", "points.dat", "points.csv.gz", ".csv", "points.npy"])
  func theContentsSayTheFormat(_ name: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: name)
    try Data("1,2".utf8).write(to: file)
    if name == "points.npy" {
      #expect(refusal(of: file)?.value == "a file without the first bytes of .npy")
    } else {
      #expect(try SampleReader(dimension: 2).read(file).samples.count == 1)
    }
    try Data(SampleFile.npy([1, 2, 3, 4], dimension: 2)).write(to: file)
    #expect(try SampleReader(dimension: 2).read(file).samples.count == 2)
  }

  @Test func endingsMayBeCapitals() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "POINTS.CSV")
    try Data("1,2".utf8).write(to: file)
    #expect(try SampleReader(dimension: 2).read(file).samples.count == 1)
  }

  @Test func emptyFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    for name in ["empty.csv", "empty.npy"] {
      let file = folder.url.appending(path: name)
      try Data().write(to: file)
      #expect(refusal(of: file)?.value == "a file without points")
    }
  }

  @Test func whatCannotBeReadIsRefusedWithTheReason() throws {
    let folder = try TemporaryFolder()
    let missing = refusal(of: folder.url.appending(path: "missing.csv"))
    #expect(missing?.description.hasPrefix("cannot read /") == true)
    #expect(missing?.description.hasSuffix("/missing.csv: no such file") == true)
    let loop = folder.url.appending(path: "loop.npy")
    symlink(loop.path, loop.path)
    #expect(refusal(of: loop)?.value == "too many levels of symbolic links")
    let hidden = folder.url.appending(path: "hidden.csv")
    try Data("1,2".utf8).write(to: hidden)
    chmod(hidden.path, 0)
    // The superuser reads everything.
    if geteuid() != 0 {
      #expect(refusal(of: hidden)?.value == "permission denied")
    }
  }

  /// A pipe would be waited for, and /dev/zero never ends.
  @Test(.timeLimit(.minutes(10))) func foldersPipesAndDevicesAreNotOpened() throws {
    let folder = try TemporaryFolder()
    let inner = folder.url.appending(path: "folder.csv")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
    #expect(refusal(of: inner)?.value == "it is a folder")
    let pipe = folder.url.appending(path: "pipe.npy")
    mkfifo(pipe.path, 0o600)
    #expect(refusal(of: pipe)?.value == "it is a pipe or a device")
    let zeros = folder.url.appending(path: "zeros.csv")
    symlink("/dev/zero", zeros.path)
    #expect(refusal(of: zeros)?.value == "it is a pipe or a device")
  }

  /// The file is all hole: it takes no room, and is not read.
  @Test func aFileAboveTheLimitIsRefusedUnread() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "huge.csv")
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    #expect(truncate(file.path, off_t(RegularFile.maximumBytes) + 1) == 0)
    #expect(refusal(of: file)?.value == "a file of 1073741825 bytes")
    truncate(file.path, 3)
    #expect(try RegularFile.bytes(of: file.path, maximumBytes: 3) == [0, 0, 0])
    #expect(throws: FileError.self) {
      try RegularFile.bytes(of: file.path, maximumBytes: 2)
    }
  }

  @Test func aNameCannotBreakTheLine() throws {
    let folder = try TemporaryFolder()
    let error = refusal(of: folder.url.appending(path: "two\nlines.csv"))
    #expect(error?.key.hasSuffix("/two?lines.csv") == true)
    #expect(error?.description.contains("\n") == false)
  }
}
