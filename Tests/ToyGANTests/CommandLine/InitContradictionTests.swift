import Foundation
import Testing

/// `toygan init` refuses two words about one thing, and offers only options that it has.
@Suite struct InitContradictionTests {
  @Test(arguments: [
    ("--method gan --sweep --methods wgan", "--method and --methods"),
    ("--method gan --set method=wgan", "--method gan and --set method=wgan"),
    ("--method gan --set method.name=wgan", "--method gan and --set method.name=wgan"),
    ("--target ring8 --set target=grid25", "--target ring8 and --set target=grid25"),
    ("--sweep --methods gan,wgan --set method=hinge", "--methods gan,wgan and --set method=hinge"),
    ("--sweep --set method=hinge", "--methods"),
    ("--sweep --vary method=gan,wgan", "--methods gan,NAME"),
  ])
  func twoWordsAboutOneThingAreRefused(line: String, words: String) throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(
      ["init"] + line.split(separator: " ").map(String.init), in: folder.url)
    #expect(result.status == 2 && result.output.isEmpty, "\(result.errors)")
    #expect(result.errors.joinedWords.contains(words), "\(result.errors)")
  }

  @Test func noOptionIsOfferedThatInitLacks() throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(
      ["init", "--sweep", "--methods", "gan,discrete", "--target", "ring8"], in: folder.url)
    #expect(result.status == 2, "\(result.errors)")
    #expect(result.errors.contains("1 of 2 combinations cannot work"), "\(result.errors)")
    #expect(!result.errors.contains("--skip-invalid"), "\(result.errors)")
    let alone = try Toygan(["init", "--set", "method=wgan"], in: folder.url)
    #expect(alone.status == 0 && alone.output.contains("wgan"), "\(alone.errors)")
  }
}
