import GodwitModel
import Testing

@testable import APIService

/// The requests that virtctl 1.9 sends, as they were taken off the wire: bodies in JSON without a
/// content type.
@Suite struct VirtctlRequestTests {
  private static let root = "/apis/subresources.kubevirt.io/v1/namespaces/demo/"
  private static let machine = root + "virtualmachines/fedora/"
  private static let instance = root + "virtualmachineinstances/fedora/"

  /// Whether one command is answered so that virtctl goes on.
  struct Exchange: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let path: String
    let body: String
    let code: Int

    init(_ command: String, _ path: String, _ body: String, _ code: Int) {
      testDescription = command
      self.path = path
      self.body = body
      self.code = code
    }
  }

  private static let dryRun = #"{"dryRun":["All"]}"#

  @Test(arguments: [
    Exchange("migrate", machine + "migrate", "{}", 202),
    Exchange(
      "migrate --addedNodeSelector a=b,c=d --dry-run", machine + "migrate",
      #"{"dryRun":["All"],"addedNodeSelector":{"a":"b","c":"d"}}"#, 202),
    Exchange("pause vmi", instance + "pause", "{}", 200),
    Exchange("pause vmi --dry-run", instance + "pause", dryRun, 200),
    Exchange("unpause vmi", instance + "unpause", "{}", 409),
    Exchange("start", machine + "start", "{}", 409),
    Exchange("stop", machine + "stop", "{}", 202),
    Exchange(
      "stop --force --grace-period=0 --dry-run", machine + "stop",
      #"{"gracePeriod":0,"dryRun":["All"]}"#, 202),
    Exchange("restart", machine + "restart", "{}", 202),
    Exchange("restart --dry-run", machine + "restart", dryRun, 202),
    Exchange(
      "restart --force --grace-period=0", machine + "restart", #"{"gracePeriodSeconds":0}"#, 202),
    Exchange(
      "evacuate-cancel vm", machine + "evacuate/cancel", #"{"evacuationNodeName":"node2"}"#, 200),
  ])
  func aCommandIsAnswered(_ exchange: Exchange) throws {
    var served = try RecordedCluster.make()
    let answer = served.answer(
      WireRequest(
        "PUT", exchange.path, headers: [WireHeader("Accept", "application/json, */*")],
        body: Array(exchange.body.utf8)))
    guard case .response(let response) = answer else { return }
    let text = String(decoding: response.body, as: UTF8.self)
    #expect(response.status == exchange.code, "\(text)")
  }

  /// virtctl asks for the group, then for the version of what it is told is preferred.
  @Test func itsVersionIsTold() throws {
    var served = try RecordedCluster.make()
    let group = ServedClusterTests.send("GET", "/apis/subresources.kubevirt.io", to: &served).body
    let preferred = try #require(group["preferredVersion"]?["groupVersion"]?.string)
    let version = ServedClusterTests.send("GET", "/apis/\(preferred)/version", to: &served)
    #expect(version.body["gitVersion"]?.string?.hasPrefix("v1.") == true)
  }

  /// `migrate-cancel` looks for migrations by the label of their VMI.
  @Test func migrationsAreFoundByTheirLabel() throws {
    var served = try RecordedCluster.make()
    _ = ServedClusterTests.send("PUT", Self.machine + "migrate", "{}", to: &served)
    let list = ServedClusterTests.send(
      "GET",
      "/apis/kubevirt.io/v1/namespaces/demo/virtualmachineinstancemigrations"
        + "?labelSelector=kubevirt.io%2Fvmi-name%3D%3Dfedora", to: &served)
    #expect(list.body["items"]?.array?.isEmpty == false)
  }
}
