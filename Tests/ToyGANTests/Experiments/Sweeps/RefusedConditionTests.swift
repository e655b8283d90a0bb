import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// A condition that no run can satisfy is refused, and a damaged file is named by the place in it.
@Suite struct RefusedConditionTests {
  @Test(arguments: ["seed=nan", "seed!=nan", "modes_covered>=NaN", "step=.nan"])
  func nothingIsComparedWithNaN(_ text: String) throws {
    let condition = try RunCondition(text)
    let error = #expect(throws: SettingError.self) { try condition.requireNumber() }
    #expect(error?.description.contains("nan is equal to no number") == true)
    try RunCondition("seed=3").requireNumber()
    try RunCondition("mmd2<inf").requireNumber()
  }

  @Test func theElementOfAListIsNamedByItsIndex() throws {
    struct Value: Codable { var values: [[String: Double]] }
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("summary.json")
    try Data(#"{"values": [{"a": 1}, {"a": "x"}]}"#.utf8).write(to: file)
    let error = #expect(throws: FileError.self) { try JSONText.read(Value.self, at: file) }
    #expect(error?.value.contains("'values[1].a'") == true, "\(error?.value ?? "")")
  }
}
