import GodwitModel
import Testing

@testable import APIService

@Suite struct PodDefaultsTests {
  private static let pods = "/api/v1/namespaces/demo/pods"

  @Test func whatAClientLeavesOutIsFilledIn() throws {
    var served = try RecordedCluster.make()
    let body = """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},
       "spec":{"containers":[{"name":"a","image":"registry:5000/a","ports":[{"containerPort":1}]},
       {"name":"b","image":"b:v1","imagePullPolicy":"Never"}],"restartPolicy":"Never"}}
      """
    let spec = ServedClusterTests.send("POST", Self.pods, body, to: &served).body["spec"]
    #expect(spec?["restartPolicy"] == "Never")
    #expect(spec?["schedulerName"] == "default-scheduler")
    #expect(spec?["serviceAccountName"] == "default")
    #expect(spec?["tolerations"]?.array?.count == 2)
    let first = spec?["containers"]?[0]
    #expect(first?["imagePullPolicy"] == "Always")
    #expect(first?["terminationMessagePath"] == "/dev/termination-log")
    #expect(first?["ports"]?[0]?["protocol"] == "TCP")
    #expect(spec?["containers"]?[1]?["imagePullPolicy"] == "Never")
  }

  @Test(arguments: [
    ("GET", "/pods/NAME/log"), ("POST", "/pods/NAME/exec?command=ls"),
    ("GET", "/pods/NAME/exec"), ("POST", "/pods/NAME/portforward"),
    ("PATCH", "/pods/NAME/ephemeralcontainers"),
  ])
  func connectionsToContainersAreRefusedWithTheReason(method: String, path: String) throws {
    var served = try RecordedCluster.make()
    let list = ServedClusterTests.send("GET", Self.pods, to: &served).body
    let name = try #require(list["items"]?[0]?["metadata"]?["name"]?.string)
    let target =
      "/api/v1/namespaces/demo" + path.split(separator: "NAME").joined(separator: name)
    let answer = ServedClusterTests.send(method, target, to: &served)
    #expect(answer.status == 422)
    #expect(answer.body["message"]?.string?.contains("is not modelled") == true)
  }

  @Test func connectionsToGuestsAreRefusedWithTheReason() throws {
    var served = try RecordedCluster.make()
    let root = "/apis/subresources.kubevirt.io/v1/namespaces/demo/virtualmachineinstances/solo/"
    for name in ["console", "vnc", "guestosinfo", "portforward/22/tcp", "nothing"] {
      let answer = ServedClusterTests.send("GET", root + name, to: &served)
      #expect(answer.status == (name == "nothing" ? 404 : 422))
    }
  }
}
