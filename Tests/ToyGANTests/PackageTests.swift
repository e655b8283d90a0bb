import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct PackageTests {
  @Test func errorsNameKeyValueAndWhatIsAllowed() {
    let error = SettingError(key: "batch", value: "-3", allowed: "a whole number above 0")
    #expect("\(error)" == "batch must be a whole number above 0, not -3")
  }
}
