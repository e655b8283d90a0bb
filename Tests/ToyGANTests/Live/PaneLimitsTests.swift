import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANLive

/// What a page asks for is refused before it fills the machine, or more than the compiler can count.
@Suite struct PaneLimitsTests {
  private static func settings(_ assignments: [String]) throws -> PaneSettings {
    try PaneSettings(assignments: assignments.map { try Assignment($0) }, registry: .standard)
  }

  /// The lower bound of the memory is within the limit; the step has several billions of numbers.
  @Test func aStepThatNeedsMuchMoreThanItsBoundIsRefused() throws {
    let settings = try Self.settings([
      "method=unrolled", "method.steps=100", "batch=1", "discriminator.hidden=[7500, 7500]",
      "generator.hidden=[8]", "evaluation.samples=100",
    ])
    let recipe = try PaneLimits.recipe(settings)
    do {
      _ = try PaneLimits.trainer(recipe, showsGradients: true)
      Issue.record("it was not refused")
    } catch let error as SettingError {
      #expect(error.key == "configuration")
      #expect("\(error)".contains("at most 1024 MiB"))
    }
    #expect(throws: SettingError.self) { _ = try History(settings, memory: 1).player() }
  }

  private static func layers(_ count: Int) -> String {
    "[\(Array(repeating: "3", count: count).joined(separator: ", "))]"
  }

  /// The longest and deepest steps that a page can ask for are compiled on a pane's thread.
  @Test(arguments: [
    (5, "method.steps=100"), (32, "method.steps=15"), (1, "discriminator.maxout=500"),
  ])
  func theLongestStepIsCompiled(_ count: Int, _ setting: String) throws {
    let method = setting.hasPrefix("method") ? ["method=unrolled"] : []
    let settings = try Self.settings(
      method + [
        setting, "batch=4", "discriminator.hidden=\(Self.layers(count))",
        "generator.hidden=\(Self.layers(32))", "evaluation.samples=100",
      ])
    let (recipe, done) = (try PaneLimits.recipe(settings), DispatchSemaphore(value: 0))
    let thread = Thread {
      _ = try? PaneLimits.trainer(recipe, showsGradients: true)
      done.signal()
    }
    thread.stackSize = PaneThread.stackSize
    thread.start()
    done.wait()
  }

  /// A longer step is refused: its compilation would hold the pane for minutes.
  @Test(arguments: [
    (32, "method.steps=100"), (32, "discriminator.maxout=100"), (33, "method.steps=0"),
  ])
  func aLongerStepIsRefused(_ count: Int, _ setting: String) throws {
    let method = setting.hasPrefix("method") ? ["method=unrolled"] : []
    let settings = try Self.settings(
      method + [setting, "batch=4", "discriminator.hidden=\(Self.layers(count))"])
    do {
      _ = try PaneLimits.recipe(settings)
      Issue.record("it was not refused")
    } catch let error as SettingError {
      #expect(error.key.contains("discriminator.hidden"), "\(error)")
    }
  }

  /// Products whose operands lie more than 2^31 numbers apart are compiled; nothing of that size is allocated.
  @Test func operandsThatAreFarApartAreCompiled() throws {
    let (a, b) = (Tensor.leaf("a", 8192, 1), Tensor.leaf("b", 1, 16))
    let (c, d) = (Tensor.leaf("c", 8192, 1), Tensor.leaf("d", 1, 16))
    let far = Tensor.leaf("far", 50_000, 50_000)
    let routines = [
      Routine("first", outputs: [a.sum(), b.sum()]), Routine("far", outputs: [far.sum()]),
      Routine("both", outputs: [(a.matmul(b) + c.matmul(d)).sum()]),
    ]
    var needed = 0
    do { _ = try Program(routines, atMost: 0) } catch { needed = error.count }
    #expect(needed > 50_000 * 50_000)
    #expect(throws: Program.TooLarge.self) { _ = try Program(routines, atMost: needed) }
  }
}

extension History {
  fileprivate func player() throws -> HistoryPlayer { try HistoryPlayer(self) }
}
