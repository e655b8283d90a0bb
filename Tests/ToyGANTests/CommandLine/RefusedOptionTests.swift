import Foundation
import Testing
import ToyGAN

/// Values of options that cannot be used are named, with what is allowed.
@Suite struct RefusedOptionTests {
  private func errors(_ arguments: [String]) throws -> String {
    let folder = try TemporaryFolder()
    let result = try Toygan(arguments, in: folder.url)
    #expect(result.status == 2 && result.errorLines.count == 1, "\(result.errors)")
    return result.errors
  }

  /// The parser takes what begins with a minus for an option, unless it is told otherwise.
  @Test(arguments: [
    ("theory bilinear --width -3cm", "--width must be a number with cm, mm, in", "'-3cm'"),
    ("theory bilinear --width 0x8cm", "--width must be a number with cm", "'0x8cm'"),
    ("theory bilinear --font-size -1", "--font-size must be points from 4 to 72", "-1"),
    ("theory bilinear --columns -1", "--columns must be a whole number from 1 to", "-1"),
    ("plot study --width -3cm", "--width must be a number with cm", "'-3cm'"),
    ("compare --add a=b --samples -1", "--samples must be a whole number above 0", "-1"),
    ("train --steps -1", "steps must be a whole number from 1 to", "-1"),
    ("train --steps 1e30", "expected a whole number, up to 9223372036854775807", "1e30"),
    ("train --seed -1", "expected a whole number, 0 or above", "-1"),
    ("sample run --count -1", "--count must be a whole number from 1 to", "-1"),
    ("bench --seconds -1", "--seconds must be above 0", "-1"),
  ])
  func valuesWithAMinusAreNamed(_ command: String, _ words: String, _ value: String) throws {
    let errors = try errors(command.split(separator: " ").map(String.init))
    #expect(errors.contains(words) && errors.contains(value), "\(errors)")
    #expect(!errors.contains("Missing value"), "\(errors)")
  }

  @Test(arguments: [
    ("optimizer.learningRate=1e-400", "not 1e-400"), ("generator.hidden=[8, 0]", "not 0"),
    ("batch=1e30", "from 1 to 1048576, not '1e30'"), ("batch=1.5", "from 1 to 1048576, not '1.5'"),
    ("batch=99999999999999999999", "from 1 to 1048576, not '9"),
    ("batch=007", "from 1 to 1048576 without leading zeros, not '007'"),
    ("batch=''", "not an empty text"), ("generator.=1", "--set must be a dotted key"),
    ("=1", "--set must be key.path=value"),
    ("target={mixture: {means: [[0, 0]], deviations: [1e300]}}", "1.3e+154, not 1e+300"),
  ])
  func settingsAreNamedAsTheyWereWritten(_ setting: String, _ words: String) throws {
    let errors = try errors(["train", "--print-config", "--set", setting])
    #expect(errors.contains(words), "\(errors)")
  }

  @Test func longArgumentsAreShortened() throws {
    let long = String(repeating: "x", count: 60_000)
    for arguments in [
      ["train", long], ["train", "--set", long], ["train", "--set", "method=\(long)"],
      ["train", "--set", "target=\(long)"], ["train", "--set", "\(long)=1"],
      ["train", "--steps", long], ["train", "--\(long)"], ["score", long], [long],
      ["list", "settings", long], ["list", long], ["score", "a", "--metrics", long],
      ["theory", long], ["plot", long], ["compare", "--add", long],
    ] {
      #expect(try errors(arguments).utf8.count < 4000, "\(arguments.map { $0.prefix(20) })")
    }
  }

  @Test func labelsOfAddedSamplesHaveOneLine() throws {
    #expect(try errors(["compare", "--add", "m\nx=a.npy"]).contains("--add has the label 'm?x'"))
  }

  @Test func benchSaysWhatItNeeds() throws {
    let errors = try errors(["bench"])
    #expect(errors.contains("bench has nothing to measure") && errors.contains("bench gan.yaml"))
  }
}
