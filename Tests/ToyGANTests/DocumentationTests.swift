import Foundation
import Testing

@Suite struct DocumentationTests {
  /// The rule of CONTRIBUTING.md, with room for a few that their names say in full.
  @Test func publicDeclarationsAreExplained() throws {
    let declarations = try PublicDeclarations(
      in: ["Sources/ToyGAN", "Sources/ToyGANLaws"].flatMap { try sources(in: $0) })
    let missing = declarations.all.filter { !$0.isExplained }
    let share = 1 - Double(missing.count) / Double(declarations.all.count)
    let list = missing.map(\.place).joined(separator: "\n")
    print(
      "\(declarations.all.count) public declarations, \(missing.count) without docstring\n\(list)")
    #expect(declarations.all.count > 500)
    #expect(share >= 0.95, "without docstring:\n\(list)")
  }

  /// The control: what a protocol asks for needs no words, what a type adds does.
  @Test func declarationsAreTold() {
    let text = """
      public protocol Named: Sendable {
        /// A word.
        static var name: String { get }
        func greet()
      }
      /// A guest.
      public struct Guest: Named, Equatable {
        public static let name = "guest"
        public var age = 3
        /// Says
        /// hello.
        @discardableResult
        public func greet() {}
        public init() {}
        public static func == (a: Guest, b: Guest) -> Bool { true }
        func inner() {}
      }
      """
    let declarations = PublicDeclarations(in: [(path: "Guest.swift", text: text)])
    #expect(
      declarations.all.filter { !$0.isExplained }.map(\.place) == [
        "Guest.swift:1: Named", "Guest.swift:4: greet", "Guest.swift:9: age",
        "Guest.swift:14: init()",
      ])
    #expect(declarations.all.map(\.name) == ["Named", "name", "greet", "Guest", "age", "init()"])
  }

  /// Whatever an article shows is compiled, or run, somewhere in this repository.
  @Test func examplesOfTheGuideAreFiles() throws {
    let folders = ["Sources", "Tests", "Snippets", "experiments"]
    let tried = Set(
      try folders.flatMap { try sources(in: $0, [".swift", ".yaml"]) }
        .filter { !$0.path.hasSuffix("DocumentationTests.swift") }
        .flatMap { $0.text.split(separator: "\n").map(\.trimmed) })
    let articles = try sources(in: "Sources/ToyGAN/ToyGAN/ToyGAN.docc", [".md"])
    var examples = 0
    for article in articles {
      var isExample = false
      for line in article.text.split(separator: "\n").map(\.trimmed) {
        if line.hasPrefix("```") {
          isExample = !isExample && ["```swift", "```yaml"].contains(line)
        } else if isExample, !line.hasPrefix("//"), !line.hasPrefix("#") {
          examples += 1
          #expect(tried.contains(line), "\(article.path): \(line)")
        }
      }
    }
    #expect(examples > 50)
  }

  private func sources(
    in folder: String, _ endings: [String] = [".swift"]
  ) throws -> [(path: String, text: String)] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let paths = try FileManager.default.subpathsOfDirectory(
      atPath: root.appendingPathComponent(folder).path)
    return try paths.sorted().filter { path in
      endings.contains(where: path.hasSuffix) && !path.contains(".build")
    }.map { path in
      let file = root.appendingPathComponent(folder).appendingPathComponent(path)
      return ("\(folder)/\(path)", try String(contentsOf: file, encoding: .utf8))
    }
  }
}

/// The public declarations of Swift files, as their lines and indentation show them.
///
/// Left out are cases of enumerations, and what a type has because a protocol asks for it: there the
/// protocol has the docstring.
private struct PublicDeclarations {
  struct Declaration {
    /// Name; of an initializer, `init` and its first label.
    var name: String
    /// File, line and name.
    var place: String
    var isExplained: Bool
    /// The type that it stands in; nil for one of a file.
    var type: String?
    /// Whether a protocol asks for it here.
    var isRequirement: Bool
  }

  private(set) var all: [Declaration] = []
  /// What protocols of the standard library ask for, as far as it is written here.
  private var required: [String: Set<String>] = [
    "Equatable": ["=="], "Hashable": ["==", "hash"], "CustomStringConvertible": ["description"],
    "Codable": ["init(from", "encode"], "Decodable": ["init(from"], "Encodable": ["encode"],
    "CaseIterable": ["allCases"],
    "RawRepresentable": ["rawValue", "init(rawValue"], "RandomNumberGenerator": ["next"],
    "ExpressibleByFloatLiteral": ["init(floatLiteral"],
    "ExpressibleByIntegerLiteral": ["init(integerLiteral"],
  ]
  /// What types and protocols conform to.
  private var parents: [String: Set<String>] = [:]

  init(in files: [(path: String, text: String)]) {
    for file in files { read(file.path, file.text) }
    all = all.filter { declaration in
      guard let type = declaration.type, !declaration.isRequirement else { return true }
      return !requirements(of: type).contains(declaration.name)
    }
  }

  private func requirements(of type: String) -> Set<String> {
    parents[type, default: []].reduce(required[type] ?? []) { $0.union(requirements(of: $1)) }
  }

  private mutating func read(_ path: String, _ text: String) {
    /// The types around a line, by their indentation.
    var around: [(indentation: Int, name: String, isPublicProtocol: Bool)] = []
    var isExplained = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (number, line) in lines.enumerated() {
      let words = line.trimmed
      let indentation = line.prefix { $0 == " " }.count
      if words.hasPrefix("///") { isExplained = true }
      if words.hasPrefix("//") || words.hasPrefix("@") && !words.contains(" ") { continue }
      defer { isExplained = false }
      if words.isEmpty || words.hasPrefix("}") { continue }
      around.removeAll { $0.indentation >= indentation }
      guard let (keyword, name) = Self.declared(words) else { continue }
      let inside = around.last
      let isDirect = (inside?.indentation ?? -2) + 2 == indentation
      let isRequirement = isDirect && inside?.isPublicProtocol == true
      if isRequirement, let inside { required[inside.name, default: []].insert(name) }
      let isPublic = words.contains("public ")
      if isDirect, keyword != "extension", isPublic || isRequirement {
        all.append(
          Declaration(
            name: name, place: "\(path):\(number + 1): \(name)", isExplained: isExplained,
            type: inside?.name, isRequirement: isRequirement))
      }
      if ["struct", "enum", "class", "protocol", "extension"].contains(keyword) {
        around.append((indentation, name, isPublic && keyword == "protocol"))
        parents[name, default: []].formUnion(Self.conformances(lines[number...]))
      }
    }
  }

  private static let keywords: Set = [
    "func", "var", "let", "init", "struct", "enum", "class", "protocol", "typealias", "extension",
    "subscript",
  ]
  private static let modifiers: Set = [
    "public", "package", "internal", "private", "fileprivate", "final", "static", "lazy",
    "mutating",
    "indirect", "nonisolated", "convenience", "override", "prefix", "package(set)", "private(set)",
    "internal(set)",
  ]

  /// Keyword and name of what a line declares.
  private static func declared(_ words: String) -> (keyword: String, name: String)? {
    let word = words.split(separator: " ").first {
      !modifiers.contains(String($0)) && !$0.hasPrefix("@")
    }
    guard let start = word?.prefix(while: \.isLetter), keywords.contains(String(start)) else {
      return nil
    }
    let (keyword, rest) = (String(start), words[start.endIndex...].drop { $0 == " " })
    switch keyword {
    case "init":
      let label = rest.drop { $0 != "(" }.prefix { $0 != ":" && $0 != " " && $0 != ")" }
      return (keyword, "init" + label + (rest.hasPrefix("()") ? ")" : ""))
    case "subscript": return (keyword, keyword)
    case "func" where !(rest.first?.isLetter ?? false):
      return (keyword, String(rest.prefix { $0 != " " && $0 != "(" }))
    default: return (keyword, String(rest.prefix { !" (:,{<".contains($0) }))
    }
  }

  /// What stands between a colon and the opening brace of a type.
  private static func conformances(_ lines: ArraySlice<String>) -> [String] {
    let header = lines.joined(separator: " ").prefix { $0 != "{" }
    guard let colon = header.firstIndex(of: ":") else { return [] }
    return header[header.index(after: colon)...].split(separator: ",").map {
      $0.trimmed.prefix(while: { $0 != " " }).description
    }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
