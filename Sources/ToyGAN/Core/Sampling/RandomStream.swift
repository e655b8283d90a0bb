import CGSL
import CKernels

/// A named, endless sequence of random numbers that can start at any position.
///
/// Numbers come from sixteen generators xoshiro128++ in turn (Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators", ACM TOMS 47(4), 2021). Their first states are blocks of Philox4x32-10 (Salmon et al., "Parallel random
/// numbers: as easy as 1, 2, 3", SC 2011), functions of a key and the position.
///
/// The 64-bit key is `mix(FNV-1a(name) ^ mix(seed))`, with `mix` the bijective finalizer of SplitMix64: for one seed two
/// names have the same key only if their FNV-1a hashes are equal, and for one name two seeds never have the same key.
/// The same calls give identical numbers.
///
/// A stream must have only one user at a time and is therefore not `Sendable`.
public final class RandomStream {
  private let state: UnsafeMutablePointer<toygan_random>

  /// A generator for the GNU Scientific Library that draws from this
  /// stream; it is valid as long as the stream exists.
  public let generator: UnsafeMutablePointer<gsl_rng>

  /// Opens the stream called `name` of the run seeded with `seed`, at position 0.
  public init(seed: UInt64, name: String) {
    GSL.start()
    state = .allocate(capacity: 1)
    state.initialize(to: toygan_random())
    state.pointee.key = Self.key(seed: seed, name: name)
    toygan_random_seek(state, 0)
    let made = toygan_gsl_generator(state, toygan_random_next_word, toygan_random_next_uniform)
    guard let made else { fatalError("no memory for a random generator") }
    generator = made
  }

  deinit {
    gsl_rng_free(generator)
    state.deallocate()
  }

  /// Starts the independent sub-stream number `position`, regardless of earlier draws.
  ///
  /// Seeking to the number of the update gives every update the same random numbers in a resumed run as in
  /// an uninterrupted one. There are 2^64 sub-streams. The period of a generator is 2^128 - 1: if 2^40 generators begin
  /// at random and each gives 2^40 numbers, the sequences of two of them overlap with a probability of at most 2^-8.
  public func seek(to position: UInt64) { toygan_random_seek(state, position) }

  /// Fills `buffer` with independent standard normal numbers, by the method of Box and Muller (1958).
  public func fillNormals(_ buffer: UnsafeMutableBufferPointer<Float>) {
    guard let start = buffer.baseAddress else { return }
    toygan_random_fill_normals(state, start, buffer.count)
  }

  /// Fills `buffer` with independent numbers, uniform over the multiples of 2^-24 in [0, 1).
  public func fillUniforms(_ buffer: UnsafeMutableBufferPointer<Float>) {
    guard let start = buffer.baseAddress else { return }
    toygan_random_fill_uniforms(state, start, buffer.count)
  }

  package static func key(seed: UInt64, name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return mix(hash ^ mix(seed))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
