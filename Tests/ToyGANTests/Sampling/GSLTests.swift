import CGSL
import Testing
import ToyGAN

@Suite struct GSLTests {
  @Test func statusCodesBecomeErrorsInTheLibrarysWords() {
    let error = #expect(throws: GSLError.self) { try GSL.check(Int32(GSL_EDOM)) }
    #expect(error?.description == "GSL: input domain error")
    #expect(throws: Never.self) { try GSL.check(0) }
  }

  @Test func anErrorInsideTheLibraryDoesNotEndTheProcess() {
    GSL.start()
    // A probability of 2 makes the library call its error handler, which aborts unless it is off.
    #expect(gsl_cdf_beta_Pinv(2, 1, 1).isNaN)
  }

  @Test func anAliasTableDrawsInProportion() {
    let weights = [1.0, 0, 2, 5]
    let table = AliasTable(weights: weights)
    let stream = RandomStream(seed: 1, name: "alias")
    var counts = [0, 0, 0, 0]
    for _ in 0..<80_000 { counts[table.draw(stream.generator)] += 1 }
    #expect(counts[1] == 0)
    for (count, weight) in zip(counts, weights) {
      let share = weight / 8
      let error = (share * (1 - share) / 80_000).squareRoot()
      #expect(abs(Double(count) / 80_000 - share) <= 5 * error)
    }
  }
}
