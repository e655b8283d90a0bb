import Testing

@testable import ToyGAN

@Suite struct PackageTests {
  @Test func errorsNameKeyValueAndWhatIsAllowed() {
    let error = ConfigurationError(key: "batch", value: "-3", allowed: "a whole number above 0")
    #expect("\(error)" == "batch: -3 is not allowed; expected a whole number above 0")
  }
}
