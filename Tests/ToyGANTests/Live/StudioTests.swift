import Foundation
import Testing
import ToyGAN

@testable import ToyGANLive

/// What pages ask of the studio, and what they get.
@Suite struct StudioTests {
  private static func step(_ state: [String: Any]?) -> Int { state?["step"] as? Int ?? -1 }

  private static func isPaused(_ state: [String: Any]) -> Bool {
    state["playing"] as? Bool == false
  }

  private static func pane(_ event: [String: Any]?) -> [String: Any] {
    event?["pane"] as? [String: Any] ?? [:]
  }

  @Test func aStudioTrainsAtOnceAndPausesAndGoesBack() throws {
    let live = try TestStudio()
    #expect(live.event("hello") != nil)
    #expect(live.state(of: 1) { Self.step($0) > 20 } != nil)
    live.send(#"{"do":"pause","pane":1}"#)
    let paused = live.state(of: 1, where: Self.isPaused)
    live.send(#"{"do":"goto","pane":1,"step":7}"#)
    let back = live.state(of: 1) { Self.step($0) == 7 && Self.isPaused($0) }
    #expect(back?["last"] as? Int == Self.step(paused))
    #expect(back?["replaying"] as? Bool == false)
    live.send(#"{"do":"step","pane":1,"count":3}"#)
    #expect(live.state(of: 1) { Self.step($0) == 10 && Self.isPaused($0) } != nil)
  }

  @Test func itStopsAfterTheLastStep() throws {
    let live = try TestStudio(["steps=40"])
    #expect(live.state(of: 1) { Self.step($0) == 40 && Self.isPaused($0) } != nil)
    #expect(live.event("note") { ($0["text"] as? String)?.contains("All steps") == true } != nil)
  }

  @Test func settingsChangeWhileItTrains() throws {
    let live = try TestStudio()
    #expect(live.state(of: 1) { Self.step($0) > 5 } != nil)
    live.send(
      #"{"do":"set","pane":1,"assignments":[{"key":"method","value":"wgan-gp"}]}"#)
    let pane = live.event("pane") { Self.pane($0)["method"] as? String == "wgan-gp" }
    let marks = Self.pane(pane)["marks"] as? [[String: Any]]
    #expect((marks?.first?["text"] as? String)?.hasPrefix("batch") == false)
    #expect((marks?.first?["text"] as? String)?.contains("gan -> wgan-gp") == true)
    #expect((Self.pane(pane)["command"] as? String)?.contains("method=wgan-gp") == true)
    live.send(#"{"do":"set","pane":1,"assignments":[{"key":"batch","value":"0"}]}"#)
    let refused = live.event("refused")
    #expect(refused?["key"] as? String == "batch")
    let words = try #require(refused?["message"] as? String)
    #expect(throws: SettingError.self) {
      _ = try Configuration(assignments: [Assignment("batch=0")])
    }
    do { _ = try Configuration(assignments: [Assignment("batch=0")]) } catch {
      #expect("\(error)" == words, "the same words as on the command line")
    }
    // A refusal does not stop the training.
    let now = Self.step(live.state(of: 1) { _ in true })
    #expect(live.state(of: 1) { Self.step($0) > now + 5 } != nil)
    // A new seed begins again.
    live.send(#"{"do":"pause","pane":1}"#)
    live.send(#"{"do":"set","pane":1,"assignments":[{"key":"seed","value":"3"}]}"#)
    #expect(live.event("pane") { Self.pane($0)["seed"] as? Int == 3 } != nil)
    #expect(live.state(of: 1) { Self.step($0) == 0 } != nil)
  }

  @Test func branchesAndComparisonsStandBesideThePane() throws {
    let live = try TestStudio(["steps=60"])
    #expect(live.state(of: 1) { Self.step($0) == 60 } != nil)
    live.send(#"{"do":"goto","pane":1,"step":11}"#)
    #expect(live.state(of: 1) { Self.step($0) == 11 } != nil)
    live.send(#"{"do":"branch","pane":1}"#)
    #expect(live.event("panes") { ($0["order"] as? [Int])?.count == 2 } != nil)
    let branch = live.state(of: 2) { Self.step($0) == 11 && Self.isPaused($0) }
    #expect(branch?["last"] as? Int == 11)
    let title = live.event("pane") { Self.pane($0)["id"] as? Int == 2 }.map(Self.pane)?["title"]
    #expect(title as? String == "gan, seed 0, branch at 11")
    live.send(#"{"do":"set","pane":2,"assignments":[{"key":"method","value":"unrolled"}]}"#)
    #expect(live.event("pane") { Self.pane($0)["title"] as? String == "unrolled, seed 0" } != nil)
    live.send(#"{"do":"remove","pane":2}"#)
    #expect(live.event("panes") { ($0["order"] as? [Int])?.count == 1 } != nil)
    live.send(
      #"{"do":"compare","pane":1,"assignments":[{"key":"method","value":"unrolled"},"#
        + #"{"key":"method.steps","value":"1"}]}"#)
    #expect(live.event("panes") { $0["inStep"] as? Bool == true } != nil)
    for pane in [1, 3] {
      #expect(live.state(of: pane) { Self.step($0) == 60 && Self.isPaused($0) } != nil)
    }
  }

  /// Panes in step stop at the same step, however differently fast they are.
  @Test func panesInStepShowTheSameStep() throws {
    let live = try TestStudio(["steps=1000000"])
    live.send(
      #"{"do":"compare","pane":1,"assignments":[{"key":"discriminator.hidden","value":"[200, 200]"}]}"#
    )
    #expect(live.event("panes") { ($0["order"] as? [Int])?.count == 2 } != nil)
    #expect(live.state(of: 2) { Self.step($0) > 30 } != nil)
    live.send(#"{"do":"pause","pane":1}"#)
    let states = [1, 2].map { live.state(of: $0, where: Self.isPaused) }
    #expect(Self.step(states[0]) == Self.step(states[1]))
    #expect(Self.step(states[0]) > 30)
    live.send(#"{"do":"play","pane":2}"#)
    let goal = Self.step(states[0]) + 5
    for pane in [1, 2] { #expect(live.state(of: pane) { Self.step($0) > goal } != nil) }
  }

  @Test func nothingIsTrainedWithoutAPage() throws {
    let live = try TestStudio(["steps=1000000"])
    #expect(live.state(of: 1) { Self.step($0) > 5 } != nil)
    live.studio.disconnect(live.client)
    let second = FakePage()
    // What is sent after the page is gone is followed by nobody.
    live.send(#"{"do":"remove","pane":1}"#)
    let number = live.studio.connect(second)
    #expect(number != live.client)
    #expect(Patience.until { second.events("panes").last?["order"] as? [Int] == [1] })
    live.studio.receive(#"{"do":"speed","pane":1,"value":0.1}"#, from: number)
    live.studio.disconnect(number)
    let third = FakePage()
    _ = live.studio.connect(third)
    #expect(Patience.until { third.events("pane").count == 1 })
  }

  /// Going back over a change of target, latents and method shows each as it was.
  @Test func goingBackOverAChangeShowsWhatWasThere() throws {
    let live = try TestStudio(["steps=20"])
    #expect(live.state(of: 1) { Self.step($0) == 20 && Self.isPaused($0) } != nil)
    live.send(
      #"{"do":"set","pane":1,"assignments":[{"key":"target","value":"gaussians-1200d"},"#
        + #"{"key":"generator.latent","value":"2"},{"key":"steps","value":"24"}]}"#)
    #expect(live.event("pane") { Self.pane($0)["hasManifold"] as? Bool == true } != nil)
    live.send(#"{"do":"play","pane":1}"#)
    #expect(live.state(of: 1) { Self.step($0) == 24 && Self.isPaused($0) } != nil)
    for step in [5, 22, 0, 24] {
      live.send(#"{"do":"goto","pane":1,"step":\#(step)}"#)
      #expect(live.state(of: 1) { Self.step($0) == step && Self.isPaused($0) } != nil)
      let dimension = (Self.pane(live.page.events("pane").last)["target"] as? [String: Any])?[
        "dimension"]
      #expect(dimension as? Int == (step < 20 ? 2 : 1200), "step \(step)")
    }
  }

  @Test func aRestartBeginsTheCurvesAgain() throws {
    let live = try TestStudio(["steps=20"])
    #expect(live.state(of: 1) { Self.step($0) == 20 } != nil)
    for _ in 1...3 {
      live.send(#"{"do":"restart","pane":1}"#)
      live.send(#"{"do":"play","pane":1}"#)
    }
    #expect(live.state(of: 1) { Self.step($0) == 20 && Self.isPaused($0) } != nil)
    #expect(live.page.frames.last.flatMap(FakePage.epoch) == 3, "a page forgets the rows of before")
  }

  @Test func aPaneStopsWhereItsStepsEnd() throws {
    let live = try TestStudio(["steps=40"])
    #expect(live.state(of: 1) { Self.step($0) == 40 && Self.isPaused($0) } != nil)
    live.send(
      #"{"do":"set","pane":1,"assignments":[{"key":"steps","value":"10"}]}"#)
    live.send(#"{"do":"goto","pane":1,"step":15}"#)
    #expect(live.state(of: 1) { Self.step($0) == 15 && Self.isPaused($0) } != nil)
    live.send(#"{"do":"play","pane":1}"#)
    #expect(live.state(of: 1) { Self.step($0) == 40 && Self.isPaused($0) } != nil)
  }

  @Test func onlySixPanes() throws {
    let live = try TestStudio(["steps=1"])
    for _ in 1...Studio.paneLimit { live.send(#"{"do":"add"}"#) }
    let refused = live.event("refused")
    #expect((refused?["message"] as? String)?.contains("at most 6") == true)
    #expect(live.event("panes") { ($0["order"] as? [Int])?.count == 6 } != nil)
  }

  @Test func pointsAreATarget() throws {
    let live = try TestStudio(["steps=1000000"])
    live.send(#"{"do":"points","pane":1,"csv":"x,y\n0,1\n2,3\n1,1\n"}"#)
    let pane = live.event("pane") {
      ((Self.pane($0)["target"] as? [String: Any])?["name"] as? String)?.contains("points") == true
    }
    #expect(pane != nil)
    live.send(#"{"do":"points","pane":1,"csv":"x,y\n0,one\n"}"#)
    #expect(live.event("refused") { $0["do"] as? String == "points" } != nil)
  }

  /// A page never names a file, in whatever form.
  @Test(arguments: [
    #"{"key":"target","value":"{points: {file: /etc/passwd}}"}"#,
    #"{"key":"start.from","value":"/etc/passwd"}"#,
    #"{"key":"start","value":"{from: /etc/passwd}"}"#,
    #"{"key":"target.points.file","value":"/etc/passwd"}"#,
    #"{"key":"target","value":"{lattice: {side: 4, extent: 3, of: {points: {file: /etc/passwd}}}}"}"#,
    #"{"key":"target.points","value":"{file: /etc/passwd}"}"#,
    #"{"key":"target","value":"{\"points\": {\"file\": \"/etc/passwd\"}}"}"#,
  ])
  func pagesReadNoFiles(_ assignment: String) throws {
    let live = try TestStudio(["steps=1"])
    live.send(#"{"do":"address","panes":[{"assignments":[\#(assignment)]}]}"#)
    #expect(live.event("refused") { $0["do"] as? String == "address" } != nil)
    live.send(#"{"do":"set","pane":1,"assignments":[\#(assignment)]}"#)
    let refused = live.event("refused") { $0["do"] as? String == "set" }
    #expect((refused?["message"] as? String)?.contains("a file that a page names") == true)
    #expect(!live.page.texts.contains { $0.contains("root:") })
  }

  @Test func anAddressOpensPanesAndTrainsForALimitedTime() throws {
    let live = try TestStudio(["steps=1"])
    live.send(
      #"{"do":"address","inStep":true,"panes":["#
        + #"{"assignments":[{"key":"batch","value":"16"},{"key":"generator.hidden","value":"[8]"}],"step":25},"#
        + #"{"assignments":[{"key":"seed","value":"4"},{"key":"batch","value":"16"}],"step":0}]}"#)
    let order = live.event("panes") { ($0["order"] as? [Int])?.count == 2 }?["order"] as? [Int]
    let panes = try #require(order)
    #expect(live.state(of: panes[0]) { Self.step($0) == 25 && Self.isPaused($0) } != nil)
    #expect(live.state(of: panes[1]) { Self.step($0) == 0 && Self.isPaused($0) } != nil)
    for wrong in [
      #"{"do":"address","panes":[]}"#,
      #"{"do":"address","panes":[{"assignments":[{"key":"batch","value":"100000000000"}]}]}"#,
      #"{"do":"address","panes":[{"assignments":[{"key":"generator.hidden","value":"[60000, 60000, 60000]"}]}]}"#,
    ] {
      let before = live.page.events("refused").count
      live.send(wrong)
      #expect(Patience.until { live.page.events("refused").count > before })
    }
  }

  /// The page writes its state into its address: reloading it must not lose what was done.
  @Test func anAddressDoesNotReplaceWhatWasTouched() throws {
    let live = try TestStudio(["steps=1000000"])
    live.send(#"{"do":"pause","pane":1}"#)
    live.send(#"{"do":"address","panes":[{"assignments":[{"key":"seed","value":"4"}]}]}"#)
    #expect(live.event("note") { ($0["text"] as? String)?.contains("are kept") == true } != nil)
    live.send(#"{"do":"remove","pane":1}"#)
    live.send(#"{"do":"address","panes":[{"assignments":[{"key":"seed","value":"4"}]}]}"#)
    #expect(live.event("pane") { Self.pane($0)["seed"] as? Int == 4 } != nil)
  }

  @Test func hostileMessagesAreRefusedAndTheStudioGoesOn() throws {
    let live = try TestStudio(["steps=1000000"])
    let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
    let hostile = [
      "", "null", "[]", "{}", "\"x\"", "{\"do\":1}", "{\"do\":\"nothing\"}", deep,
      #"{"do":"frame"}"#, #"{"do":"frame","pane":99}"#, #"{"do":"frame","pane":"none"}"#,
      #"{"do":"step","pane":1,"count":-5}"#, #"{"do":"step","pane":1,"part":"nobody"}"#,
      #"{"do":"goto","pane":1}"#, #"{"do":"goto","pane":1,"step":-1}"#,
      #"{"do":"goto","pane":1,"step":1e300}"#, #"{"do":"speed","pane":1,"value":-1}"#,
      #"{"do":"speed","pane":1,"value":0}"#, #"{"do":"set","pane":1}"#,
      #"{"do":"set","pane":1,"assignments":[]}"#, #"{"do":"lesson","name":"none"}"#,
      #"{"do":"set","pane":1,"assignments":[{"key":"","value":"1"}]}"#,
      #"{"do":"set","pane":1,"assignments":[{"key":"..","value":"1"}]}"#,
      #"{"do":"set","pane":1,"assignments":[{"key":"steps","value":"*a"}]}"#,
      #"{"do":"open","folder":-1}"#, #"{"do":"open","folder":1000}"#,
      #"{"do":"openRun","run":0}"#, #"{"do":"points","pane":1,"csv":""}"#,
      #"{"do":"speed","pane":1,"value":1e-300}"#,
      #"{"do":"set","pane":1,"assignments":[{"key":"target\#(String(repeating: ".a", count: 99_999))","value":"1"}]}"#,
      #"{"do":"set","pane":1,"assignments":[{"key":"method","value":"\#(String(repeating: "x", count: 99_999))"}]}"#,
      #"{"do":"set","pane":1,"assignments":[{"key":"generator.hidden","value":"[\#(String(repeating: "1, ", count: 99))1]"}]}"#,
      #"{"do":"step","pane":1,"count":9000000000000000000}"#,
    ]
    for message in hostile {
      let before = live.page.events("refused").count
      live.send(message)
      #expect(
        Patience.until { live.page.events("refused").count > before }, "\(message.prefix(80))")
    }
    live.send(#"{"do":"frame","pane":1,"samples":1000000000,"from":-7,"epoch":-1}"#)
    #expect(live.state(of: 1) { Self.step($0) >= 0 } != nil)
  }

  @Test func divergenceIsSaidAndAnotherSettingContinues() throws {
    let live = try TestStudio([
      "generator.optimizer={name: sgd, learningRate: 1e30}",
      "discriminator.optimizer={name: sgd, learningRate: 1e30}",
    ])
    let state = live.state(of: 1) { $0["outcome"] is String }
    #expect((state?["outcome"] as? String)?.hasPrefix("diverged at step") == true)
    live.send(#"{"do":"play","pane":1}"#)
    #expect(live.event("refused") != nil)
    live.send(
      #"{"do":"set","pane":1,"assignments":[{"key":"optimizer","value":"adam"},"#
        + #"{"key":"generator.optimizer","value":null},{"key":"discriminator.optimizer","value":null}]}"#
    )
    #expect(live.state(of: 1) { !($0["outcome"] is String) } != nil)
  }
}
