import CKernels
import Testing

@testable import ToyGAN

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
}
