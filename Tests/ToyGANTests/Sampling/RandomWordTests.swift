import CKernels
import Foundation
import Testing

@Suite struct RandomWordTests {
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

  @Test(arguments: answers) func philoxGivesThePublishedAnswers(_ answer: Answer) {
    var words = [UInt32](repeating: 0, count: 4)
    toygan_random_philox(answer.counter, answer.key, &words)
    #expect(words == answer.words)
  }

  /// The first words of xoshiro128++ from the state 1, 2, 3, 4: made with the authors' program, and published with the
  /// Rust crate `rand_xoshiro` (test `reference` of `xoshiro128plusplus.rs`).
  static let wordsFromOneTwoThreeFour: [UInt32] = [
    641, 1_573_767, 3_222_811_527, 3_517_856_514, 836_907_274, 4_247_214_768, 3_867_114_732,
    1_355_841_295, 495_546_011, 621_204_420,
  ]

  /// The state 1, 2, 3, 4 is in one lane; the others have states of which nothing may enter it.
  @Test(arguments: [0, 7, 15]) func everyLaneIsTheAuthorsGenerator(_ lane: Int) {
    var stream = toygan_random()
    stream.key = 9
    toygan_random_seek(&stream, 0)
    withUnsafeMutableBytes(of: &stream.state) { bytes in
      let state = bytes.bindMemory(to: UInt32.self)
      for word in 0..<4 { state[16 * word + lane] = UInt32(word + 1) }
    }
    let words = drawn(160, from: &stream)
    #expect((0..<10).map { words[16 * $0 + lane] } == Self.wordsFromOneTwoThreeFour)
    #expect((0..<10).map { words[16 * $0 + (lane + 1) % 16] } != Self.wordsFromOneTwoThreeFour)
  }

  @Test func aSubStreamBeginsWithPhiloxsBlocks() {
    var stream = toygan_random()
    stream.key = 0x0123_4567_89ab_cdef
    toygan_random_seek(&stream, 0x1_0000_0007)
    let state = withUnsafeBytes(of: stream.state) { Array($0.bindMemory(to: UInt32.self)) }
    for lane in 0..<16 {
      var words = [UInt32](repeating: 0, count: 4)
      toygan_random_philox([UInt32(lane), 0, 7, 1], [0x89ab_cdef, 0x0123_4567], &words)
      #expect((0..<4).map { state[16 * $0 + lane] } == words)
    }
  }

  @Test func normalsAreBoxAndMullersOfTheWords() {
    var (stream, same) = (toygan_random(), toygan_random())
    (stream.key, same.key) = (42, 42)
    toygan_random_seek(&stream, 3)
    toygan_random_seek(&same, 3)
    var normals = [Float](repeating: .nan, count: 65_536)
    toygan_random_fill_normals(&stream, &normals, normals.count)
    let words = drawn(normals.count, from: &same)
    var (largest, largestOfSquare) = (0.0, 0.0)
    for block in stride(from: 0, to: normals.count, by: 32) {
      for first in block..<block + 16 {
        for (index, value) in boxMuller(words[first], words[first + 16]).enumerated() {
          let normal = Double(normals[first + 16 * index])
          largest = max(largest, abs(normal - value))
          let difference = abs(normal * normal - value * value)
          largestOfSquare = max(largestOfSquare, difference / (1 + value * value))
        }
      }
    }
    // The square of the radius is a logarithm and carries single precision's error; its root
    // enlarges the error near zero, to the root of a rounding of u near 1.
    #expect(largestOfSquare < 1e-6)
    #expect(largest < 3e-4)
  }

  private func drawn(_ count: Int, from stream: inout toygan_random) -> [UInt32] {
    (0..<count).map { _ in UInt32(truncatingIfNeeded: toygan_random_next_word(&stream)) }
  }

  /// The pair of normals of two words, in double precision.
  private func boxMuller(_ a: UInt32, _ b: UInt32) -> [Double] {
    let radius = (-2 * log((Double(a >> 1) + 0.5) / 0x1p31)).squareRoot()
    let turn = Double(Int32(bitPattern: b << 2)) / 0x1p32 * .pi / 2
    let sign: Double = b >> 31 == 1 ? -radius : radius
    let pair = [sign * cos(turn), sign * sin(turn)]
    return b >> 30 & 1 == 1 ? pair.reversed() : pair
  }
}
