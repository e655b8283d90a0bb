import Foundation
import Testing

/// The elementary functions of the kernels, compiled so that undefined behaviour of C ends the program.
@Suite struct UndefinedBehaviourTests {
  /// The compiler of C beside that of Swift, or in the search path.
  private static let compiler: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { "\($0)/clang" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Every function at NaN, infinities, zeros, the largest numbers, and at 4,096 bit patterns.
  private static let program = """
    #include "functions.h"
    #include <stdio.h>
    int main(void) {
      float sum = 0;
      for (uint32_t i = 0; i <= 4096; i++) {
        uint32_t bits = i * 0x000fffffu + (i >> 3);
        const uint32_t special[] = {0x7fc00000u, 0xffc00000u, 0x7f800000u, 0xff800000u, 0u, 0x80000000u,
                                    0x7f7fffffu, 0xff7fffffu, 1u, 0x80000001u, 0x7f800001u};
        if (i < sizeof special / sizeof *special) bits = special[i];
        float x, half;
        memcpy(&x, &bits, sizeof x);
        sum += toygan_reduced_expm1(x, &half) + toygan_expf(x) + toygan_expm1f(x) + toygan_tanhf(x) +
               toygan_sigmoidf(x) + toygan_softplusf(x) + toygan_turned_sinf(x, 0) +
               toygan_turned_sinf(x, 1);
      }
      return sum == 0;
    }
    """

  @Test(.enabled(if: compiler != nil)) func functionsAreDefinedForEveryNumber() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("functions.c")
    try Self.program.write(to: file, atomically: true, encoding: .utf8)
    let kernels = URL(fileURLWithPath: #filePath)
      .appendingPathComponent("../../../../Sources/CKernels").standardizedFileURL.path
    let result = folder.url.appendingPathComponent("functions").path
    let flags = ["-fsanitize=undefined,float-cast-overflow", "-fsanitize-trap=all", "-O1"]
    try run(
      try #require(Self.compiler), flags + ["-I", kernels, "-o", result, file.path, "-lm"])
    try run(result, [])
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0, "\(program)")
  }
}
