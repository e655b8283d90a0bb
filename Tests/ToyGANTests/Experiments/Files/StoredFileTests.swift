import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// Every stored file is read by the type that writes it, and a damaged one is an error that names its place.
@Suite struct StoredFileTests {
  private func table(_ text: String, as name: String, in folder: URL) throws {
    try text.write(
      to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  @Test func categoriesAreReadBack() throws {
    let folder = try TemporaryFolder()
    #expect(try CategoryTable(in: folder.url) == nil)
    let written = CategoryTable(
      SampleSet([-1.0, 0, 1, 0, 1, 0, -1, 0] as [Float], dimension: 2), categories: [0, 0, 1, 0],
      modes: try #require(TargetPreset.ring8.target.modeSet))
    try table(written.csv, as: CategoryTable.file, in: folder.url)
    #expect(try CategoryTable(in: folder.url)?.counts == written.counts)
    #expect(written.counts.joined().reduce(0, +) == 4)
  }

  @Test(arguments: [
    "category,mode,samples\n0,0,1\n0,1,2\n1,0,3\n",
    "category,mode,samples\n0,0,1\n0,2,2\n", "category,mode,samples\n0,0,1e300\n",
    "category,mode,samples\n0,0,-1\n", "category,mode,samples\n1,0,1\n",
    "category,mode,samples\ninf,0,1\n", "category,mode,samples\n", "category,mode\n0,0\n", "",
  ])
  func damagedCategoriesAreRefused(text: String) throws {
    let folder = try TemporaryFolder()
    try table(text, as: CategoryTable.file, in: folder.url)
    let error = #expect(throws: FileError.self) { try CategoryTable(in: folder.url) }
    #expect(error?.file.contains(CategoryTable.file) == true)
  }

  @Test(arguments: ["1e300", "-1", "inf", "", "1.5", "9223372036854775808"])
  func aRowThatBeginsWithoutAStepIsRefused(step: String) throws {
    let folder = try TemporaryFolder()
    try table("step,loss_generator\n0,1\n\(step),2\n", as: Trajectory.file, in: folder.url)
    let error = #expect(throws: FileError.self) { try RunFolder(folder.url).trajectory() }
    #expect(error?.file.hasSuffix("trajectory.csv row 2") == true)
  }

  @Test(arguments: [
    "", "{", "[]", "{}", #"{"label": 1}"#, #"{"label": "a", "method": "gan", "seed": -1}"#,
    #"{"label": "a", "method": "gan", "seed": 0, "status": "completed", "steps": 1e300, "metrics": []}"#,
  ])
  func aDamagedSummaryIsASentence(text: String) throws {
    let folder = try TemporaryFolder()
    try table(text, as: "summary.json", in: folder.url)
    let error = #expect(throws: FileError.self) { try RunFolder(folder.url).storedSummary() }
    #expect(error?.file.hasSuffix("summary.json") == true)
    #expect("\(error?.description ?? "")".contains("DecodingError") == false)
    #expect(RunFolder(folder.url).summary() == nil)
  }
}
