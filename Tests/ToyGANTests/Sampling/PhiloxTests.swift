import CKernels
import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets

@Suite struct PhiloxTests {
  struct Answer: Sendable {
    let counter: [UInt32]
    let key: [UInt32]
    let words: [UInt32]
  }

  /// Published with the generator: Random123, `kat_vectors`, lines "philox4x32 10".
  static let answers = [
    Answer(
      counter: [0, 0, 0, 0], key: [0, 0],
      words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    Answer(
      counter: [.max, .max, .max, .max], key: [.max, .max],
      words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    Answer(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
      key: [0xa409_3822, 0x299f_31d0],
      words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]

  @Test(arguments: answers) func agreesWithThePublishedAnswers(_ answer: Answer) {
    var words = [UInt32](repeating: 0, count: 4)
    toygan_random_philox(answer.counter, answer.key, &words)
    #expect(words == answer.words)
  }

  @Test func aStreamHandsOutTheBlocksOfItsCounters() {
    var state = toygan_random()
    state.key = 0x0123_4567_89ab_cdef
    toygan_random_seek(&state, 0x1_0000_0007)
    let handedOut = (0..<128).map { _ in
      UInt32(truncatingIfNeeded: toygan_random_next_word(&state))
    }
    for counter in 0..<32 {
      var words = [UInt32](repeating: 0, count: 4)
      toygan_random_philox(
        [UInt32(counter), 0, 7, 1], [0x89ab_cdef, 0x0123_4567], &words)
      let block = 64 * (counter / 16)
      #expect((0..<4).map { handedOut[block + 16 * $0 + counter % 16] } == words)
    }
  }

  @Test func normalsAreBoxAndMullersOfTheWords() {
    var state = toygan_random()
    state.key = 42
    toygan_random_seek(&state, 3)
    var normals = [Float](repeating: .nan, count: 65_536)
    toygan_random_fill_normals(&state, &normals, normals.count)
    var (largest, largestOfSquare) = (0.0, 0.0)
    for counter in 0..<normals.count / 4 {
      var words = [UInt32](repeating: 0, count: 4)
      toygan_random_philox([UInt32(counter), 0, 3, 0], [42, 0], &words)
      let expected = boxMuller(words[0], words[1]) + boxMuller(words[2], words[3])
      let first = 64 * (counter / 16) + counter % 16
      for (index, value) in expected.enumerated() {
        let normal = Double(normals[first + 16 * index])
        largest = max(largest, abs(normal - value))
        let difference = abs(normal * normal - value * value)
        largestOfSquare = max(largestOfSquare, difference / (1 + value * value))
      }
    }
    // The square of the radius is a logarithm and carries single precision's error; its root
    // enlarges the error near zero, to the root of a rounding of u near 1.
    #expect(largestOfSquare < 1e-6)
    #expect(largest < 3e-4)
  }

  /// The pair of normals of two words, in double precision.
  private func boxMuller(_ a: UInt32, _ b: UInt32) -> [Double] {
    let radius = (-2 * log((Double(a) + 0.5) / 0x1p32)).squareRoot()
    let turn = Double(Int32(bitPattern: b << 2)) / 0x1p32 * .pi / 2
    let sign: Double = b >> 31 == 1 ? -radius : radius
    let pair = [sign * cos(turn), sign * sin(turn)]
    return b >> 30 & 1 == 1 ? pair.reversed() : pair
  }
}
