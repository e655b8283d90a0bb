import Foundation

/// Whether the machine has a font.
public enum FontCheck {
  /// The family that stands in for a font that the machine does not have; nil if it has the font, or if this cannot
  /// be found out because fontconfig's program `fc-match` is missing.
  public static func replacement(for font: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["fc-match", "--format=%{family}", font]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let answer = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0, !answer.isEmpty else { return nil }
    let families = answer.split(separator: ",").map { $0.lowercased() }
    // Names such as "sans" and "Helvetica" stand for whatever the machine has.
    let generic = ["sans", "serif", "monospace", "sans-serif", "helvetica", "times", "arial"]
    let wanted = font.lowercased()
    guard !generic.contains(wanted),
      !families.contains(where: { $0.hasPrefix(wanted) || wanted.hasPrefix($0) })
    else { return nil }
    return answer
  }
}
