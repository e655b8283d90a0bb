// Writes manual pages from the help of a program made with ArgumentParser, so that the two say the same.
// usage: PROGRAM --experimental-dump-help | manual-pages FOLDER NAME-AND-VERSION SECONDS-SINCE-1970
// One page for the program and one for each command, such as toygan.1 and toygan-train.1.
import Foundation

/// The help of a command, as ArgumentParser writes it in JSON.
struct Command: Decodable {
  var commandName: String
  var abstract: String?
  var discussion: String?
  var shouldDisplay: Bool
  var superCommands: [String]?
  var arguments: [Argument]?
  var subcommands: [Command]?

  /// The words that call it: "toygan", "train".
  var words: [String] { (superCommands ?? []) + [commandName] }
  var shown: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
  var shownCommands: [Command] {
    (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
  }
  /// The discussion in parts that an empty line divides.
  var paragraphs: [Paragraph] {
    (discussion ?? "").components(separatedBy: "\n\n").map(Paragraph.init).filter {
      !$0.lines.isEmpty
    }
  }
}

/// The help of an argument or an option.
struct Argument: Decodable {
  struct Name: Decodable {
    var kind: String
    var name: String
    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  var kind: String
  var names: [Name]?
  var valueName: String?
  var abstract: String?
  var discussion: String?
  var defaultValue: String?
  var allValues: [String]?
  var isOptional: Bool
  var isRepeating: Bool
  var shouldDisplay: Bool
  var sectionTitle: String?

  var isPositional: Bool { kind == "positional" }

  /// What it means, which values it has, and which of them is the default.
  var meaning: String {
    let said = [abstract, discussion].compactMap { $0 }.joined(separator: " ")
    var more: [String] = []
    if let allValues, !allValues.isEmpty {
      more.append("values: " + allValues.joined(separator: ", "))
    }
    if let defaultValue, !said.contains("(default:") { more.append("default: \(defaultValue)") }
    return more.isEmpty ? said : said + " (" + more.joined(separator: "; ") + ")"
  }
}

/// A part of a discussion.
struct Paragraph {
  var lines: [String]

  init(_ text: String) {
    lines = text.components(separatedBy: "\n").filter {
      !$0.trimmingCharacters(in: .whitespaces).isEmpty
    }
  }

  /// What stands behind a title with a colon, "Example: ..."; nil without that title.
  ///
  /// Each line may have the title, and lines may be indented.
  func after(_ titles: String...) -> [String]? {
    func rest(_ line: String) -> String? {
      titles.lazy.filter { line.hasPrefix($0 + ":") }.first.map {
        String(line.dropFirst($0.count + 1))
      }
    }
    guard rest(lines[0]) != nil else { return nil }
    return lines.map { (rest($0) ?? $0).trimmingCharacters(in: .whitespaces) }.filter {
      !$0.isEmpty
    }
  }
}

/// A page in the language mdoc.
struct Page {
  private(set) var text = ""

  /// A macro and its arguments, each one word.
  mutating func macro(_ name: String, _ arguments: String...) {
    text += ([name] + arguments).joined(separator: " ") + "\n"
  }

  /// Lines of at most 80 bytes; a sentence begins a line, as the language wants it.
  mutating func prose(_ words: String) {
    var line = ""
    for word in words.split(whereSeparator: \.isWhitespace) {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if !line.isEmpty, Page.escaped(longer).utf8.count > 80 {
        text += Page.escaped(line) + "\n"
        line = String(word)
      } else {
        line = longer
      }
      guard word.hasSuffix(".") || word.hasSuffix("?") else { continue }
      text += Page.escaped(line) + "\n"
      line = ""
    }
    if !line.isEmpty { text += Page.escaped(line) + "\n" }
  }

  /// Lines whose breaks stay.
  mutating func literal(_ lines: [String]) {
    macro(".Bd", "-literal", "-offset", "indent")
    for line in lines { text += Page.escaped(line) + "\n" }
    macro(".Ed")
  }

  /// An argument of a macro, never read as a macro.
  static func word(_ word: String) -> String {
    let isPlain = word.count > 3 && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    let escaped = escaped(word).replacingOccurrences(of: " ", with: "\\ ")
    return isPlain || escaped.hasPrefix("\\&") ? escaped : "\\&" + escaped
  }

  /// Text in which no character is a command, and hyphens can be copied as they are typed.
  static func escaped(_ text: String) -> String {
    let special: [Unicode.Scalar: String] = [
      "\\": "\\e", "-": "\\-", "'": "\\(aq", "\"": "\\(dq", "^": "\\(ha", "~": "\\(ti",
      "`": "\\(ga",
    ]
    var result = ""
    for scalar in text.unicodeScalars {
      if let escape = special[scalar] {
        result += escape
      } else if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}

extension Page {
  /// The page of a command; `root` is the program, whose exit statuses are those of all commands.
  init(of command: Command, root: Command, version: String, date: String) {
    let name = command.words.joined(separator: "-")
    macro(".Dd", date)
    macro(".Dt", Page.word(name.uppercased()), "1")
    macro(".Os", Page.escaped(version))
    macro(".Sh", "NAME")
    macro(".Nm", Page.word(name))
    macro(".Nd", Page.escaped(Page.phrase(command.abstract ?? name)))
    synopsis(of: command)
    description(of: command)
    exitStatus(of: root)
    examples(of: command)
    seeAlso(command, root: root)
  }

  /// A sentence as a part of a line: without its point, and small where it begins with a plain word.
  private static func phrase(_ sentence: String) -> String {
    var phrase = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    let first = phrase.prefix { $0 != " " }
    if first.dropFirst().allSatisfy(\.isLowercase) {
      phrase = first.lowercased() + phrase.dropFirst(first.count)
    }
    return phrase
  }

  private mutating func synopsis(of command: Command) {
    macro(".Sh", "SYNOPSIS")
    macro(".Nm", Page.word(command.words[0]))
    for word in command.words.dropFirst() { macro(".Cm", Page.word(word)) }
    let options = command.shown.filter { !$0.isPositional }
    for argument in options + command.shown.filter(\.isPositional) {
      let form = Page.form(argument, name: (argument.names ?? []).last)
      macro((argument.isOptional ? ".Op " : ".") + form + (argument.isRepeating ? " ..." : ""))
    }
    if !command.shownCommands.isEmpty { macro(".Ar", "command", "...") }
  }

  /// An argument as macros that another macro may contain: "Fl \-out Ar folder".
  private static func form(_ argument: Argument, name: Argument.Name?) -> String {
    let value = "Ar " + word(argument.valueName ?? "value")
    guard !argument.isPositional, let name else { return value }
    let flag = "Fl " + word(String(name.text.dropFirst()))
    return argument.kind == "flag" ? flag : flag + " " + value
  }

  private mutating func description(of command: Command) {
    macro(".Sh", "DESCRIPTION")
    prose(command.abstract ?? "")
    for paragraph in command.paragraphs {
      if paragraph.after("Example", "Examples", "Exit status") != nil { continue }
      if paragraph.lines.contains(where: { $0.hasPrefix(" ") }) {
        literal(paragraph.lines)
      } else {
        macro(".Pp")
        prose(paragraph.lines.joined(separator: " "))
      }
    }
    if !command.shownCommands.isEmpty {
      list("Commands", command.shownCommands) { page, each in
        page.macro(".It", "Xr", Page.word(each.words.joined(separator: "-")), "1")
        page.prose(each.abstract ?? "")
      }
    }
    list("Arguments", command.shown.filter(\.isPositional)) { $0.item($1) }
    let options = command.shown.filter { !$0.isPositional }
    var titles: [String?] = []
    for option in options where !titles.contains(option.sectionTitle) {
      titles.append(option.sectionTitle)
    }
    for title in titles.filter({ $0 == nil }) + titles.filter({ $0 != nil }) {
      list(title ?? "Options", options.filter { $0.sectionTitle == title }) { $0.item($1) }
    }
  }

  private mutating func list<Item>(
    _ title: String, _ items: [Item], _ add: (inout Page, Item) -> Void
  ) {
    guard !items.isEmpty else { return }
    let phrase = title == title.uppercased() ? title.capitalizedFirst : title
    macro(".Ss", Page.escaped(phrase))
    macro(".Bl", "-tag", "-width", "Ds")
    for item in items { add(&self, item) }
    macro(".El")
  }

  private mutating func item(_ argument: Argument) {
    let forms =
      argument.isPositional
      ? [Page.form(argument, name: nil)]
      : (argument.names ?? []).map { Page.form(argument, name: $0) }
    macro(".It", forms.joined(separator: " , "))
    prose(argument.meaning)
  }

  private mutating func exitStatus(of root: Command) {
    guard let said = root.paragraphs.lazy.compactMap({ $0.after("Exit status") }).first else {
      return
    }
    macro(".Sh", "EXIT", "STATUS")
    var sentence = said.joined(separator: " ")
    if sentence.hasSuffix(".") { sentence.removeLast() }
    let statuses = sentence.components(separatedBy: ", ").map {
      $0.split(separator: " ", maxSplits: 1)
    }
    guard statuses.allSatisfy({ $0.count == 2 && Int($0[0]) != nil }) else {
      return prose(sentence + ".")
    }
    func number(_ status: [Substring]) -> Int { Int(status[0]) ?? 0 }
    macro(".Bl", "-tag", "-width", "Ds")
    for status in statuses.sorted(by: { number($0) < number($1) }) {
      macro(".It", String(status[0]))
      prose(String(status[1]))
    }
    macro(".El")
  }

  private mutating func examples(of command: Command) {
    let examples = command.paragraphs.compactMap { $0.after("Example", "Examples") }
    guard !examples.isEmpty else { return }
    macro(".Sh", "EXAMPLES")
    for example in examples { literal(example) }
  }

  private mutating func seeAlso(_ command: Command, root: Command) {
    macro(".Sh", "SEE", "ALSO")
    let isRoot = command.words.count == 1
    macro(".Xr", Page.word(isRoot ? "gnuplot" : root.commandName), "1")
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst().lowercased() }
}

struct Dump: Decodable { var command: Command }

func write(
  _ command: Command, root: Command, in folder: URL, version: String, date: String
) throws {
  let name = command.words.joined(separator: "-") + ".1"
  let page = Page(of: command, root: root, version: version, date: date)
  try page.text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  for each in command.shownCommands {
    try write(each, root: root, in: folder, version: version, date: date)
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let seconds = TimeInterval(arguments[3]) else {
  FileHandle.standardError.write(Data("usage: manual-pages FOLDER VERSION SECONDS <HELP\n".utf8))
  exit(2)
}
let formatter = DateFormatter()
formatter.locale = Locale(identifier: "en_US_POSIX")
formatter.timeZone = TimeZone(secondsFromGMT: 0)
formatter.dateFormat = "MMMM d, yyyy"
let root = try JSONDecoder().decode(
  Dump.self, from: FileHandle.standardInput.readDataToEndOfFile()
).command
try write(
  root, root: root, in: URL(fileURLWithPath: arguments[1], isDirectory: true),
  version: arguments[2], date: formatter.string(from: Date(timeIntervalSince1970: seconds)))
