import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// Runs of a sweep by the names that a user reads in its tables.
@Suite struct RunNamesTests {
  private let names = RunNames([
    .init(run: "ab12", label: "unrolled, K = 10", seed: 0),
    .init(run: "ab34", label: "unrolled, K = 10", seed: 1),
    .init(run: "cd56", label: "WGAN", seed: 0), .init(run: "ef78", label: "a/b", seed: 3),
    .init(run: "0011", label: "two targets", seed: 0),
    .init(run: "0022", label: "two targets", seed: 0),
    .init(run: "004583ec2c9f", label: "pacgan", seed: 2),
    .init(run: "00458aaaaaaa", label: "pacgan", seed: 3),
  ])

  @Test(arguments: [
    ("unrolled, K = 10/0", "ab12"), ("unrolled, K = 10/1", "ab34"),
    ("unrolled, K = 10 / 1", "ab34"),
    ("WGAN/0", "cd56"), ("wgan/0", "cd56"), ("WGAN", "cd56"), ("a/b/3", "ef78"), ("a/b", "ef78"),
    ("ab12", "ab12"), ("0022", "0022"), ("unroll/1", "ab34"), ("004583", "004583ec2c9f"),
    ("004583e", "004583ec2c9f"),
  ])
  func aRunHasItsNames(text: String, folder: String) throws {
    #expect(try names.folder(named: text) == folder)
  }

  @Test(arguments: [
    ("unrolled, K = 10", ["2 runs", "a seed from 0, 1"]), ("WGAN/5", ["a seed from 0"]),
    ("WGNA/0", ["did you mean 'WGAN/0'?"]), ("WGNA", ["did you mean 'WGAN'?"]),
    ("two targets/0", ["0011", "0022", "the folder of one of them"]),
    ("00458", ["004583ec2c9f (pacgan/2)", "00458aaaaaaa"]), ("", ["LABEL/SEED"]),
    ("/", ["LABEL/SEED"]), ("ab", ["at least 4 characters"]), ("004", ["at least 4 characters"]),
    ("0", ["at least 4 characters", "did you mean 'unrolled, K = 10/0' or 'WGAN/0' or"]),
    ("3", ["did you mean 'a/b/3' or 'pacgan/3'?"]),
    ("/0", ["LABEL/SEED"]), ("zzzzzzzzzzz", ["unrolled, K = 10; WGAN; a/b"]),
  ])
  func otherNamesAreRefusedWithTheWay(text: String, parts: [String]) {
    let error = #expect(throws: SettingError.self) { try names.folder(named: text) }
    #expect(error?.key == "run")
    for part in parts { #expect("\(error as Any)".contains(part), "\(error as Any)") }
  }

  @Test func aFolderGivesTheRunOrSaysThatItHasNotStarted() throws {
    let folder = try TemporaryFolder()
    let sweep = try Sweep(Experiment(yaml: SmallRuns.yaml), in: folder.url.appending(path: "s"))
    let label = sweep.plan[0].label
    let error = #expect(throws: FileError.self) { try sweep.folder.run(named: "\(label)/0") }
    #expect("\(error as Any)".contains("it has not started"))
    _ = try sweep.start(training: { FakeTrainer($0) })
    let run = try sweep.folder.run(named: "\(label)/0")
    #expect(run.url.lastPathComponent == sweep.plan[0].id && run.summary()?.label == label)
    #expect(throws: FileError.self) { try SweepFolder(folder.url).run(named: "a/0") }
  }
}
