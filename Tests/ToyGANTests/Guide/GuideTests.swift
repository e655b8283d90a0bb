import Foundation
import Testing

/// Every command that the README and the guide show is run, and prints what they show.
@Suite(.enabled(if: Python.isThere, "python3 is not installed"))
struct GuideTests {
  /// Only with the program that users run: in debug it would take minutes, and show nothing else.
  @Test(.enabled(if: Toygan.isOptimized, "the guide is run by the tests in release"))
  func everyCommandOfTheGuideRuns() throws {
    let result = try Python.run("run.py", ["--toygan", Toygan.program.path])
    print(result.text)
    for fault in result.text.components(separatedBy: "FAULT ").dropFirst() {
      Issue.record("\(fault)")
    }
    #expect(result.status == 0)
    for document in ["README.md:", "ModeCollapseInTenMinutes.md:", "FileFormats.md:"] {
      #expect(result.text.contains(document))
    }
  }

  @Test(.enabled(if: Python.hasNumPy, "NumPy is not installed"))
  func theNotebookRuns() throws {
    let notebook = Python.repository.appendingPathComponent(
      "docs/notebooks/judge-a-generator.ipynb")
    let result = try Python.run(
      "notebook.py", ["--toygan", Toygan.program.path, notebook.path])
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("6 cells run"))
  }

  /// The control: what the runner must find, and what it must let pass.
  @Test(arguments: [
    ("```sh\ntoygan list nothing\n```\n", "status 2 instead of 0"),
    ("<!-- run: status 2 -->\n```sh\ntoygan list methods\n```\n", "status 0 instead of 2"),
    ("```sh\ntoygan --version\n```\n\n```\nanother\n```\n", "not printed: another"),
    ("```sh\nprintf 'a 1\\nb 2\\n'\n```\n\n```\nb 7\na 7\n```\n", "not printed: a 7"),
    ("<!-- run: quickly -->\n```sh\ntrue\n```\n", "has no meaning"),
    ("<!-- run: skip (reason) -->\n\nWords, and no block.\n", "no block follows"),
    ("```sh\ntrue\n", "a block without an end"),
  ])
  func faultsAreFound(document: String, fault: String) throws {
    let result = try run(document)
    #expect(result.status == 1)
    #expect(result.text.contains(fault), "\(result.text)")
  }

  @Test func markersAreObeyed() throws {
    let result = try run(
      """
      <!-- file: small.yaml -->
      ```yaml
      batch: 8
      steps: 10
      ```

      <!-- run: with --steps 5 -->
      <!-- setup: echo before -->
      ```sh
      toygan train small.yaml --print-config | grep '^steps'
      ```

      ```
      before
      steps: 7
      ```

      <!-- run: skip (it would fail) -->
      ```sh
      false
      ```

      <!-- run: needs a-program-that-is-nowhere -->
      ```sh
      false
      ```
      """)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("1 blocks run, 2 skipped"))
  }

  private func run(_ document: String) throws -> (status: Int32, text: String) {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("page.md")
    try Data(document.utf8).write(to: file)
    return try Python.run(
      "run.py", ["--toygan", Toygan.program.path, "--root", folder.url.path, file.path])
  }
}
