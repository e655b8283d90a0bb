import Testing
import ToyGAN

@testable import ToyGANCore

/// A product of two matrices with given entries, alone in its routine.
struct ProductCase: Sendable, CustomTestStringConvertible {
  var m, n, k: Int
  var transposeLeft = false
  var transposeRight = false

  var testDescription: String {
    "[\(m), \(k)]\(transposeLeft ? "ᵀ" : "") × [\(k), \(n)]\(transposeRight ? "ᵀ" : "")"
  }

  var routineWithEntries: (routine: Routine, given: [Tensor: [Double]]) {
    let a = transposeLeft ? Tensor.leaf("a", k, m) : Tensor.leaf("a", m, k)
    let b = transposeRight ? Tensor.leaf("b", n, k) : Tensor.leaf("b", k, n)
    let product =  // [m, n]
      a.matmul(b, transposeLeft: transposeLeft, transposeRight: transposeRight)
    return (
      Routine("product", outputs: [product]),
      [a: Self.entries(m * k, modulus: 23), b: Self.entries(k * n, modulus: 17)]
    )
  }

  static func entries(_ count: Int, modulus: Int) -> [Double] {
    (0..<count).map { Double($0 * $0 % modulus) / 8 - 1 }
  }
}

extension Program {
  /// The matrix products of the first routine.
  var products: [MatrixProduct] {
    code[0].instructions.compactMap { if case .multiply(let product) = $0 { product } else { nil } }
  }
}
