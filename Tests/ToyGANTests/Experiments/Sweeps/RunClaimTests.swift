import Foundation
import Synchronization
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANStudies
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

@Suite struct RunClaimTests {
  /// A process on a machine that cannot be asked.
  private static let stranger = ProcessIdentity(
    host: "elsewhere", machine: "another boot", pid: 1, start: "1")
  /// A process of this machine that is gone: no number is as large (Linux, PID_MAX_LIMIT is 2^22).
  private static let gone: ProcessIdentity = {
    var process = ProcessIdentity.current
    process.pid = 1 << 23
    return process
  }()

  /// Makes the first claim of a run that of a process that is gone.
  static func kill(in folder: URL) {
    let claim = URL(fileURLWithPath: RunClaim.path(in: folder, generation: 0))
    try? Data(JSONText.of(gone).utf8).write(to: claim)
  }

  /// Makes the last sign of life so many seconds old.
  private func age(_ folder: URL, generation: Int, by seconds: Int) {
    let then = timespec(tv_sec: time(nil) - seconds, tv_nsec: 0)
    utimensat(AT_FDCWD, RunClaim.path(in: folder, generation: generation), [then, then], 0)
  }

  @Test func aClaimHoldsUntilItIsReleasedOrRemoved() throws {
    let folder = try TemporaryFolder().url.appendingPathComponent("run")
    let first = try #require(try RunClaim.take(in: folder))
    #expect(try RunClaim.take(in: folder) == nil)
    first.release()
    let second = try #require(try RunClaim.take(in: folder))
    #expect(try RunClaim.take(in: folder) == nil)
    #expect(second.renew() && !first.renew(), "the first sees that it was followed")
    second.remove()
    #expect(!second.renew(), "what is gone is not held")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    try FileManager.default.removeItem(at: folder.deletingLastPathComponent())
  }

  @Test func aProcessThatIsGoneLeavesADeadClaim() throws {
    let folder = try TemporaryFolder()
    #expect(try RunClaim.take(in: folder.url, by: Self.gone) != nil)
    #expect(try RunClaim.take(in: folder.url) != nil)
    #expect(try RunClaim.take(in: folder.url) == nil)
  }

  /// Claims are removed one after the other, and a process can be killed between two.
  @Test(arguments: 1...3)
  func whatAKilledRemovalLeftIsRemoved(left: Int) throws {
    let folder = try TemporaryFolder()
    for _ in 0...3 { #expect(try RunClaim.take(in: folder.url, by: Self.gone) != nil) }
    for generation in 0..<left { unlink(RunClaim.path(in: folder.url, generation: generation)) }
    let claim = try #require(try RunClaim.take(in: folder.url))
    #expect(claim.renew(), "nothing that is left follows the new claim")
    #expect(try RunClaim.take(in: folder.url) == nil)
    claim.release()
    RunClaim.removeAbandoned(in: folder.url)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  /// The same number, but of a process that began at another time.
  @Test func aNumberThatCameAgainIsNotTheProcess() throws {
    let folder = try TemporaryFolder()
    var process = ProcessIdentity.current
    process.start = "1"
    #expect(try RunClaim.take(in: folder.url, by: process) != nil)
    #expect(try RunClaim.take(in: folder.url) != nil)
  }

  /// A sign of life grows old while it is looked at: what took five seconds is not what was asked.
  @Test func elsewhereTheHeartbeatDecides() throws {
    var found: [Bool] = []
    let isInTime = try Patience.until {
      let watch = Stopwatch()
      found = try strangersClaimHolds()
      return watch.seconds < 5
    }
    #expect(isInTime)
    #expect(found == [true, true, true, false])
  }

  /// Whether the claim of a stranger holds: new, five seconds before the limit, after a sign of life
  /// beyond it, and beyond it without one.
  private func strangersClaimHolds() throws -> [Bool] {
    let folder = try TemporaryFolder()
    let claim = try #require(try RunClaim.take(in: folder.url, by: Self.stranger))
    var holds = [try RunClaim.take(in: folder.url) == nil]
    age(folder.url, generation: 0, by: Int(RunClaim.limit) - 5)
    holds.append(try RunClaim.take(in: folder.url) == nil)
    age(folder.url, generation: 0, by: Int(RunClaim.limit) + 5)
    holds.append(try claim.renew() && RunClaim.take(in: folder.url) == nil)
    age(folder.url, generation: 0, by: Int(RunClaim.limit) + 5)
    holds.append(try RunClaim.take(in: folder.url) == nil || claim.renew())
    return holds
  }

  /// A user can act on the message, whatever the clocks say.
  @Test(arguments: [(-100_000, "in the future"), (5, "s ago")])
  func aClaimThatCannotBeAskedSaysWhatToDo(seconds: Int, words: String) throws {
    let folder = try TemporaryFolder()
    let claim = try #require(try RunClaim.take(in: folder.url, by: Self.stranger))
    age(folder.url, generation: 0, by: seconds)
    let error = #expect(throws: MachineError.self) { try RunClaim.require(in: folder.url) }
    #expect(error?.problem.contains("process 1 on elsewhere") == true)
    #expect(error?.problem.contains(words) == true)
    #expect(error?.problem.hasSuffix("if that process has ended, remove .claim-0.json") == true)
    #expect(claim.renew())
  }

  /// A process that sees a claim can read who holds it: otherwise a process that was killed while it wrote its
  /// claim would make the others wait for a minute.
  @Test func aClaimIsCompleteAsSoonAsItIsThere() throws {
    let folders = try TemporaryFolder()
    for number in 0..<200 {
      let folder = folders.url.appendingPathComponent("\(number)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let claimed = Mutex(false)
      let readable = Mutex([Bool]())
      DispatchQueue.concurrentPerform(iterations: 2) { part in
        if part == 0 {
          let claim = try? RunClaim.take(in: folder)
          claimed.withLock { $0 = claim != nil }
        } else {
          // The other part may not have a thread before this one returns.
          for _ in 0..<1000 {
            guard let last = ClaimHolder.last(in: folder) else { continue }
            readable.withLock { $0.append(last.holder.process == .current) }
            return
          }
        }
      }
      #expect(claimed.withLock { $0 })
      #expect(readable.withLock { !$0.contains(false) })
      #expect(ClaimHolder.last(in: folder)?.holder.process == .current)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names == [".claim-0.json"])
    }
  }

  /// A claim that is being written, where there are no hard links, says nothing yet, and is alive.
  @Test func anEmptyClaimIsAliveForAWhile() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(fileURLWithPath: RunClaim.path(in: folder.url, generation: 0)))
    #expect(try RunClaim.take(in: folder.url) == nil)
    age(folder.url, generation: 0, by: 1000)
    #expect(try RunClaim.take(in: folder.url) != nil)
  }

  /// Of eight that try at once, whether nobody was there or a dead claim was, one wins.
  @Test(arguments: [false, true])
  func oneOfManyWins(isTakeover: Bool) throws {
    for _ in 0..<50 {
      let folder = try TemporaryFolder()
      if isTakeover { _ = try RunClaim.take(in: folder.url, by: Self.gone) }
      let url = folder.url
      let won = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        if let claim = try? RunClaim.take(in: url), claim.renew() { won.withLock { $0 += 1 } }
      }
      let winners = won.withLock { $0 }
      #expect(winners == 1)
    }
  }

  @Test func theKeeperRenewsAndSeesWhatIsLost() throws {
    let folder = try TemporaryFolder()
    let (kept, lost) = (
      folder.url.appendingPathComponent("kept"), folder.url.appendingPathComponent("lost")
    )
    let keeper = ClaimKeeper(every: 0.02)
    let (stays, goes) = (Interruption(), Interruption())
    keeper.hold(try #require(try RunClaim.take(in: kept)), of: "kept", lost: stays)
    keeper.hold(
      try #require(try RunClaim.take(in: lost, by: Self.gone)), of: "lost", lost: goes)
    age(kept, generation: 0, by: 1000)
    #expect(try RunClaim.take(in: lost) != nil)
    // Of the two it may come to either first.
    let hasSeenBoth = try Patience.until {
      let holder = try #require(ClaimHolder.last(in: kept)).holder
      return goes.isRequested && holder.age(in: kept) < 60
    }
    #expect(hasSeenBoth && !stays.isRequested)
    keeper.stop()
  }
}
