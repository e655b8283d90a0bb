import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANSettings
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct PackageTests {
  @Test func errorsNameKeyValueAndWhatIsAllowed() {
    let error = ConfigurationError(key: "batch", value: "-3", allowed: "a whole number above 0")
    #expect("\(error)" == "batch: -3 is not allowed; expected a whole number above 0")
  }
}
