import Foundation
import Testing
import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct EigenvaluesTests {
  @Test func ofARotation() throws {
    let values = try Eigenvalues.of([[0.6, -0.8], [0.8, 0.6]])
    #expect(abs(values[0].real - 0.6) < 1e-12 && abs(values[0].imaginary - 0.8) < 1e-12)
    #expect(abs(values[1].real - 0.6) < 1e-12 && abs(values[1].imaginary + 0.8) < 1e-12)
  }

  /// The companion matrix of (λ - 3) (λ² + 2 λ + 5), with roots 3 and -1 ± 2 i.
  @Test func ofACompanionMatrix() throws {
    let values = try Eigenvalues.of([[1, 1, 15], [1, 0, 0], [0, 1, 0]])
    let expected = [Complex(-1, 2), Complex(3, 0), Complex(-1, -2)]
    for (value, exact) in zip(values, expected) {
      #expect(value.minus(exact).modulus < 1e-12)
    }
    #expect(values.count == 3)
  }

  @Test func realOnesAreInOrder() throws {
    let values = try Eigenvalues.of([[1, 5], [0, 4]])
    #expect(values == [Complex(4), Complex(1)])
  }

  @Test func powersTurn() {
    #expect(Complex(0, 1).power(3).minus(Complex(0, -1)).modulus < 1e-15)
    #expect(Complex(2, 1).power(0) == Complex(1))
  }
}

@Suite struct LineLabelsTests {
  @Test func thoseApartStay() {
    #expect(LineLabels.spread([3, 1, 2], gap: 1) == [3, 1, 2])
  }

  @Test func thoseThatMeetAreCentredAndKeepTheirOrder() {
    #expect(LineLabels.spread([1, 1, 5], gap: 2) == [0, 2, 5])
    let places = LineLabels.spread([0.2, 0.1, 0.3, 0.35], gap: 1)
    let inOrder = [places[1], places[0], places[2], places[3]]
    let steps: [Double] = zip(inOrder, inOrder.dropFirst()).map { a, b in b - a }
    #expect(steps.allSatisfy { abs($0 - 1) < 1e-12 })
    let sum: Double = places.reduce(0, +)
    #expect(abs(sum - 0.95) < 1e-12)
  }
}
