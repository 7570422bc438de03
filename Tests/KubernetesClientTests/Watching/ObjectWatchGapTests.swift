import GodwitModel
import Testing

@testable import KubernetesClient

/// When a watch has to begin anew, and when it gives up.
@Suite struct ObjectWatchGapTests {
  private static let tooOld = "too old resource version: 10 (99)"

  @Test(arguments: [
    Wire.error(410, tooOld, reason: "Expired"), Wire.error(0, tooOld),
    Wire.error(410, "", reason: "Gone"),
  ])
  func anEventThatItIsTooOldIsAGap(_ line: [UInt8]) {
    var driver = WatchDriver.watching()
    #expect(
      driver.tell(.bytes(Wire.change("MODIFIED", "a", "11") + line))
        == ["MODIFIED [a@11]", "list limit=500"])
    let told = driver.tell(.answered(Wire.list("99", [Wire.object("b", "98")])))
    #expect(told.count == 2)
    #expect(told.first?.hasPrefix("relisted [b@98] at 99: ") == true)
    #expect(told.first?.hasSuffix("(410)") == true)
    #expect(told.last == "open resourceVersion=99")
  }

  @Test func aRefusalThatItIsTooOldIsAGap() {
    var driver = WatchDriver.watching()
    #expect(driver.tell(.failed(.interrupted("reset"))) == ["wait"])
    _ = driver.tell(.waited)
    // The trouble had begun with the reset, so it is not asked at once.
    #expect(driver.tell(.answered(Wire.status(410, Self.tooOld, reason: "Expired"))) == ["wait"])
    #expect(driver.tell(.waited) == ["list limit=500"])
    #expect(driver.tell(.failed(.unreachable("refused"))) == ["wait"])
    #expect(driver.tell(.waited) == ["list limit=500"])
    #expect(
      driver.tell(.answered(Wire.list("99", [])))
        == ["relisted [] at 99: \(Self.tooOld) (410)", "open resourceVersion=99"])
  }

  @Test func listsThatHelpNothingAreNotAskedForWithoutAWait() {
    var driver = WatchDriver.watching()
    for round in 0..<3 {
      let told = driver.tell(.bytes(Wire.error(410, Self.tooOld)))
      #expect(told == (round == 0 ? ["list limit=500"] : ["wait"]))
      if round > 0 { _ = driver.tell(.waited) }
      _ = driver.tell(.answered(Wire.list("99", [])))
      _ = driver.tell(.opened)
    }
  }

  @Test func versionsMayBeLowerAfterAList() {
    var driver = WatchDriver.watching()
    _ = driver.tell(.bytes(Wire.change("MODIFIED", "a", "100") + Wire.error(410, Self.tooOld)))
    #expect(
      driver.tell(.answered(Wire.list("40", [Wire.object("a", "30")]))).last
        == "open resourceVersion=40")
    _ = driver.tell(.opened)
    #expect(driver.tell(.bytes(Wire.change("MODIFIED", "a", "41"))) == ["MODIFIED [a@41]"])
    #expect(driver.tell(.bytes(Wire.bookmark("42"))) == ["bookmark 42"])
  }

  @Test func aClusterThatWentBackIsAGap() {
    var driver = WatchDriver.watching()
    #expect(driver.tell(.bytes(Wire.bookmark("100"))) == ["bookmark 100"])
    #expect(driver.tell(.failed(.interrupted("reset"))) == ["wait"])
    #expect(driver.tell(.waited) == ["open resourceVersion=100"])
    _ = driver.tell(.opened)
    // One may lag behind, and a line may be repeated.
    #expect(driver.tell(.bytes(Wire.bookmark("60") + Wire.bookmark("60"))) == [])
    #expect(driver.tell(.bytes(Wire.bookmark("61"))) == ["wait"])
    _ = driver.tell(.waited)
    #expect(
      driver.tell(.answered(Wire.list("62", []))).first
        == "relisted [] at 62: the cluster's resourceVersion went back from 100 to 61")
  }

  @Test func aServerThatLagsIsWaitedForAndOneThatWentBackIsListed() {
    var driver = WatchDriver.watching()
    let behind = Wire.status(
      504, "Timeout: Too large resource version: 10, current: 4", reason: "Timeout",
      details: ["causes": [["reason": "ResourceVersionTooLarge", "message": "x"]]])
    _ = driver.tell(.ended)
    _ = driver.tell(.waited)
    for _ in 0..<2 {
      #expect(driver.tell(.answered(behind)) == ["wait"])
      #expect(driver.tell(.waited) == ["open resourceVersion=10"])
    }
    #expect(driver.tell(.answered(behind)) == ["wait"])
    #expect(driver.tell(.waited) == ["list limit=500"])
  }

  @Test func anOutageThatLastsEndsIt() {
    var driver = WatchDriver.watching()
    var told = driver.tell(.failed(.interrupted("reset")))
    var waits = 0
    while told == ["wait"], waits < 1000 {
      waits += 1
      _ = driver.tell(.waited, after: .seconds(10))
      told = driver.tell(.failed(.unreachable("connection refused")))
    }
    #expect(
      told == [
        "lost: the watch of configmaps in demo is lost: the server has been away for 5m: "
          + "connection refused", "end",
      ])
    #expect(driver.tell(.waited) == [])
  }

  @Test func whatComesInBetweenIsNoOutage() {
    var driver = WatchDriver.watching()
    for version in 11..<60 {
      #expect(driver.tell(.failed(.interrupted("reset")), after: .seconds(30)) == ["wait"])
      _ = driver.tell(.waited, after: .seconds(1))
      _ = driver.tell(.opened)
      #expect(
        driver.tell(.bytes(Wire.change("MODIFIED", "a", "\(version)")))
          == ["MODIFIED [a@\(version)]"])
    }
  }

  @Test func silenceEndsItWhereBookmarksAreUsual() {
    var driver = WatchDriver.watching()
    _ = driver.tell(.bytes(Wire.bookmark("11")), after: .minutes(1))
    _ = driver.tell(.bytes(Wire.bookmark("12")), after: .minutes(1))
    #expect(driver.tell(.silent, after: .minutes(3)) == ["open resourceVersion=12"])
    _ = driver.tell(.opened)
    let told = driver.tell(.silent, after: .minutes(3))
    #expect(
      told.first
        == "lost: the watch of configmaps in demo is lost: the server has been away for 6m: "
        + "nothing comes any more")
  }

  @Test(arguments: [403, 404, 405, 400])
  func aRefusalThatWillStayEndsIt(_ code: Int) {
    var driver = WatchDriver()
    _ = driver.start()
    #expect(
      driver.tell(.answered(Wire.status(code, "configmaps is forbidden"))) == [
        "lost: the watch of configmaps in demo is lost: the server answered \(code), "
          + "configmaps is forbidden", "end",
      ])
  }

  @Test func credentialsThatAreRenewedAreWaitedFor() {
    var fresh = WatchDriver()
    _ = fresh.start()
    let refused = fresh.tell(.answered(Wire.status(401, "Unauthorized")))
    #expect(refused.last == "end")
    #expect(refused.first?.contains("credentials of the kubeconfig's user (401)") == true)
    var driver = WatchDriver.watching()
    _ = driver.tell(.ended)
    _ = driver.tell(.waited)
    #expect(driver.tell(.answered(Wire.status(401, "Unauthorized"))) == ["wait"])
  }

  @Test func anObjectThatCannotBeReadIsNamed() {
    var driver = WatchDriver(kind: .pod)
    _ = driver.start()
    _ = driver.tell(.answered(Wire.list("10", [])))
    _ = driver.tell(.opened)
    let pod: JSONValue = [
      "kind": "Pod",
      "metadata": ["name": "p", "namespace": "demo", "resourceVersion": "12"],
      "status": ["phase": ["Running"]],
    ]
    #expect(
      driver.tell(.bytes(Wire.line("ADDED", pod))).first
        == "lost: the watch of pods in demo is lost: Pod demo/p at resourceVersion 12 cannot be "
        + "read: status.phase is of another type than it should be")
  }
}
