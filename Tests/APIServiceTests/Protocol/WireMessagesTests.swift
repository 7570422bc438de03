import APIService
import Testing

@Suite struct WireMessagesTests {
  @Test func headersAreFoundWhateverTheirCase() {
    let request = WireRequest("GET", "/api", headers: [WireHeader("Accept", "application/json")])
    #expect(request.header("accept") == "application/json")
    #expect(request.header("content-type") == nil)
  }
}
