import FaultProxy
import GodwitModel
import Testing

@testable import KubernetesClient

/// What a watch does as long as the server is well, and when its connection is not.
@Suite struct ObjectWatchTests {
  @Test func listsThenWatchesFromThere() throws {
    var watch = ObjectWatch(
      .pod, namespace: "demo", policy: WatchPolicy(), randomness: SeededRandomness())
    guard case .list(let list)? = watch.start().first else {
      Issue.record("no list")
      return
    }
    #expect(list.path == "/api/v1/namespaces/demo/pods")
    #expect(list.query == [QueryItem("limit", "500")])
    let actions = watch.handle(
      .answered(Wire.list("10", [])), at: Instant(nanosecondsSinceEpoch: 0))
    guard case .open(let open)? = actions.last else {
      Issue.record("no watch")
      return
    }
    #expect(open.path == "/api/v1/namespaces/demo/pods")
    #expect(open.query("watch") == "true")
    #expect(open.query("resourceVersion") == "10")
    #expect(open.query("allowWatchBookmarks") == "true")
    let seconds = try #require(open.query("timeoutSeconds").flatMap { Int($0) })
    #expect((300...600).contains(seconds))
  }

  @Test func deliversWhatComesInOrder() {
    var driver = WatchDriver()
    #expect(driver.start() == ["list limit=500"])
    #expect(
      driver.tell(.answered(Wire.list("10", [Wire.object("a", "5")])))
        == ["listed [a@5] at 10", "open resourceVersion=10"])
    #expect(driver.tell(.opened) == [])
    #expect(
      driver.tell(
        .bytes(Wire.change("MODIFIED", "a", "11") + Wire.change("ADDED", "b", "12")))
        == ["MODIFIED [a@11]", "ADDED [b@12]"])
    #expect(driver.tell(.bytes(Wire.bookmark("15"))) == ["bookmark 15"])
    #expect(driver.tell(.bytes(Wire.change("DELETED", "a", "16"))) == ["DELETED [a@16]"])
    // It ends when its time is over, and goes on.
    #expect(driver.tell(.ended, after: .minutes(5)) == ["open resourceVersion=16"])
  }

  @Test func longListsComeInPagesOfOneMoment() {
    var driver = WatchDriver()
    _ = driver.start()
    #expect(
      driver.tell(.answered(Wire.list("10", [Wire.object("a", "5")], continue: "next")))
        == ["list limit=500&continue=next"])
    #expect(
      driver.tell(.answered(Wire.list("10", [Wire.object("b", "6")])))
        == ["listed [a@5 b@6] at 10", "open resourceVersion=10"])
  }

  @Test(arguments: [
    Wire.status(410, "The provided continue parameter is too old", reason: "Expired"),
    Wire.list("11", [Wire.object("b", "11")]),
  ])
  func pagesOfAnotherMomentAreAskedForInOnePiece(_ answer: TransportResponse) {
    var driver = WatchDriver()
    _ = driver.start()
    _ = driver.tell(.answered(Wire.list("10", [Wire.object("a", "5")], continue: "next")))
    #expect(driver.tell(.answered(answer)) == ["list "])
    #expect(
      driver.tell(.answered(Wire.list("12", [Wire.object("c", "12")])))
        == ["listed [c@12] at 12", "open resourceVersion=12"])
  }

  @Test func aLineCutAnywhereIsOne() {
    let bytes = Wire.change("MODIFIED", "a", "11") + Wire.change("MODIFIED", "a", "12")
    for cut in bytes.indices {
      var driver = WatchDriver.watching()
      let first = driver.tell(.bytes(Array(bytes[..<cut])))
      let second = driver.tell(.bytes(Array(bytes[cut...])))
      #expect(first + second == ["MODIFIED [a@11]", "MODIFIED [a@12]"], "cut at \(cut)")
    }
  }

  @Test func whatWasSeenIsDropped() {
    var driver = WatchDriver.watching()
    let line = Wire.change("MODIFIED", "a", "11")
    #expect(
      driver.tell(.bytes(line + line + Wire.bookmark("12") + Wire.bookmark("12")))
        == ["MODIFIED [a@11]", "bookmark 12"])
    #expect(driver.tell(.ended, after: .minutes(1)) == ["open resourceVersion=12"])
    _ = driver.tell(.opened)
    #expect(
      driver.tell(.bytes(Wire.change("MODIFIED", "a", "9") + line + Wire.bookmark("12"))) == [])
    #expect(driver.tell(.bytes(Wire.change("MODIFIED", "a", "13"))) == ["MODIFIED [a@13]"])
  }

  @Test(arguments: [
    ObjectWatch.Event.failed(.interrupted("reset")),
    .bytes(Array("{\"type\":\"MODI{\"type\"\n".utf8)),
    .bytes(Array("{\"type\":\"ADDED\",\"object\":{}}\n".utf8)),
    .bytes(Wire.change("CHANGED", "a", "12")), .bytes(Array("<html>\n".utf8)),
    .bytes(Wire.error(500, "etcdserver: leader changed")), .bytes(Wire.error(429, "slow down")),
  ])
  func goesOnAfterAFaultFromWhereItWas(_ fault: ObjectWatch.Event) {
    var driver = WatchDriver.watching()
    #expect(driver.tell(.bytes(Wire.change("MODIFIED", "a", "11"))) == ["MODIFIED [a@11]"])
    #expect(driver.tell(fault) == ["wait"])
    #expect(driver.tell(.waited, after: .milliseconds(200)) == ["open resourceVersion=11"])
  }

  @Test func whatStandsBeforeAFaultIsDelivered() {
    var driver = WatchDriver.watching()
    #expect(
      driver.tell(
        .bytes(
          Wire.change("MODIFIED", "a", "11") + Array("garbage\n".utf8)
            + Wire.change("MODIFIED", "a", "12")))
        == ["MODIFIED [a@11]", "wait"])
    #expect(driver.tell(.waited) == ["open resourceVersion=11"])
  }

  @Test func halfALineIsNotBelieved() {
    var driver = WatchDriver.watching()
    let line = Wire.change("MODIFIED", "a", "11")
    // Whole but for its newline.
    #expect(driver.tell(.bytes(Array(line.dropLast()))) == [])
    #expect(driver.tell(.ended, after: .minutes(2)) == ["wait"])
    #expect(driver.tell(.waited) == ["open resourceVersion=10"])
  }

  @Test func aLineWithoutEndIsRefused() {
    var policy = WatchPolicy()
    policy.longestLine = 1000
    var driver = WatchDriver.watching(policy: policy)
    #expect(driver.tell(.bytes([UInt8](repeating: 0x20, count: 1001))) == ["wait"])
  }

  @Test func aWatchThatEndsAtOnceIsAskedForAfterAWait() {
    var driver = WatchDriver.watching()
    #expect(driver.tell(.ended) == ["wait"])
    #expect(driver.tell(.waited) == ["open resourceVersion=10"])
    _ = driver.tell(.opened)
    #expect(driver.tell(.ended, after: .seconds(1)) == ["open resourceVersion=10"])
  }

  @Test func silenceIsResumed() {
    var driver = WatchDriver.watching()
    #expect(driver.tell(.silent, after: .minutes(3)) == ["open resourceVersion=10"])
  }

  @Test func waitsAsLongAsItIsAsked() {
    var driver = WatchDriver.watching()
    guard
      case .wait(let span)? = driver.watch.handle(
        .bytes(
          Wire.line(
            "ERROR", Wire.statusBody(429, "slow", details: ["retryAfterSeconds": 7]))),
        at: driver.now
      ).last
    else {
      Issue.record("no wait")
      return
    }
    #expect(span == .seconds(7))
    _ = driver.tell(.waited, after: span)
    guard
      case .wait(let span)? = driver.watch.handle(
        .answered(Wire.text(429, retryAfter: "9")), at: driver.now
      ).last
    else {
      Issue.record("no wait")
      return
    }
    #expect(span == .seconds(9))
  }
}
