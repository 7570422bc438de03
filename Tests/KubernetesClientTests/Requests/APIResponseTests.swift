import GodwitModel
import Testing

@testable import KubernetesClient

@Suite struct APIResponseTests {
  private static func answer(
    _ response: TransportResponse, to method: String = "GET"
  ) -> APIResponse {
    APIResponse(response, to: TransportRequest(method, "/"))
  }

  @Test func jsonIsTakenAsItIs() {
    let answer = Self.answer(Wire.status(404, "pods \"a\" not found", reason: "NotFound"))
    #expect(answer.code == 404)
    #expect(answer.body == Wire.statusBody(404, "pods \"a\" not found", reason: "NotFound"))
  }

  @Test func successWithoutTextHasNoBody() {
    #expect(Self.answer(TransportResponse(status: 202)) == APIResponse(code: 202))
    #expect(Self.answer(Wire.text(200, "ok")).body == "ok")
  }

  @Test(arguments: [
    (404, "GET", "NotFound", "the server could not find the requested resource"),
    (403, "GET", "Forbidden", "<html>no</html>"),
    (409, "POST", "AlreadyExists", "the server reported a conflict"),
    (409, "PUT", "Conflict", "the server reported a conflict"),
    (
      502, "GET", "InternalError",
      "an error on the server (\"<html>no</html>\") has prevented the request from succeeding"
    ),
    (503, "GET", "ServiceUnavailable", "the server is currently unable to handle the request"),
    (
      302, "GET", nil,
      "the server responded with the status code 302 but did not return more information"
    ),
  ])
  func refusalsInTextBecomeAStatus(code: Int, method: String, reason: String?, message: String) {
    let body = Self.answer(Wire.text(code, " <html>no</html>\n"), to: method).body
    #expect(body?["kind"] == "Status")
    #expect(body?["code"]?.int == code)
    #expect(body?["reason"]?.string == reason)
    #expect(body?["message"]?.string == message)
    #expect(body?["details"]?["causes"]?[0]?["message"] == "<html>no</html>")
  }

  @Test func warningsAreRead() {
    var response = TransportResponse(status: 200)
    response.headers = [
      TransportHeader("warning", #"299 - "kubevirt.io/v1alpha3 is \"deprecated\"""#),
      TransportHeader(
        "Warning", #"299 - "a, b" "Tue, 15 Nov 1994 08:12:31 GMT", 199 x "no", 299 - "c""#),
      TransportHeader("Warning", "nonsense"),
    ]
    #expect(
      Self.answer(response).warnings
        == [#"kubevirt.io/v1alpha3 is "deprecated""#, "a, b", "c"])
  }
}
