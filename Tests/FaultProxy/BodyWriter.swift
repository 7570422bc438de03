import NIOCore
import NIOHTTP1

/// Writes an answer to the client, with its fault. Used on the client's event loop alone.
final class BodyWriter {
  private let client: any Channel
  private let setUp: ProxySetUp
  private let fault: WireFault?
  private let isWatch: Bool
  /// The beginning of a line of a watch.
  private var rest: [UInt8] = []
  /// The lines that were sent.
  private var lines: [[UInt8]] = []
  private var mode = Mode.plain
  /// Nothing more is to be sent.
  private(set) var isOver = false
  private var silence: RepeatedTask?
  /// What is written after the lines that are late.
  private var held: [[UInt8]]?

  private enum Mode {
    case plain
    case pieces
    case silent
  }

  init(client: any Channel, setUp: ProxySetUp, fault: WireFault?, isWatch: Bool) {
    self.client = client
    self.setUp = setUp
    self.fault = fault
    self.isWatch = isWatch
  }

  func begin(_ head: HTTPResponseHead) {
    if case .unanswered = fault {
      setUp.log.note(.unanswered)
      return breakOff()
    }
    var buffer = ByteBuffer()
    buffer.writeString("HTTP/1.1 \(head.status.code) \(head.status.reasonPhrase)\r\n")
    for (name, value) in head.headers
    where !["content-length", "transfer-encoding", "connection"].contains(name.lowercased()) {
      buffer.writeString("\(name): \(value)\r\n")
    }
    buffer.writeString("Transfer-Encoding: chunked\r\n\r\n")
    client.writeAndFlush(buffer, promise: nil)
    if isWatch { strike() }
  }

  func write(_ bytes: [UInt8]) {
    if isOver || mode == .silent { return }
    guard isWatch else { return writeWhole(bytes) }
    rest += bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")), !isOver, mode != .silent {
      let line = Array(rest[...end])
      rest.removeFirst(end + 1)
      if !strike(at: line) { send(line) }
    }
  }

  func finish() {
    if isOver || mode == .silent { return }
    isOver = true
    if held != nil { return }
    client.writeAndFlush(ByteBuffer(string: "0\r\n\r\n"), promise: nil)
  }

  // MARK: Bodies that are no watch

  private func writeWhole(_ bytes: [UInt8]) {
    guard case .inBody(_, let what) = fault else { return chunk(bytes) }
    if case .cut = what {
      setUp.log.note(.inBody(afterLines: 0, what))
      chunk(Array(bytes.prefix(bytes.count / 2)))
      return breakOff()
    }
    inPieces(bytes)
  }

  // MARK: Watches

  /// Brings about a fault that needs no line. Returns whether something happened.
  private func strike() {
    guard case .inBody(let count, let what) = fault, lines.count == count, !setUp.log.isCalm else {
      return
    }
    switch what {
    case .closed:
      finish()
    case .reset:
      breakOff()
    case .garbled:
      chunk(Array("{\"type\":\"MODIFIED\",\"object\":{\"meta\n".utf8))
    case .gone:
      setUp.log.noteGone()
      chunk(AnswerText.errorLine(410))
      finish()
    case .failed(let code):
      chunk(AnswerText.errorLine(code))
      finish()
    case .silent: fallSilent()
    case .inPieces: mode = .pieces
    case .replayed:
      for line in lines { chunk(line) }
    case .cut, .repeated, .late: return
    }
    setUp.log.note(.inBody(afterLines: count, what))
  }

  /// Brings about a fault of this line. Returns whether the line is done with.
  private func strike(at line: [UInt8]) -> Bool {
    guard case .inBody(let count, let what) = fault, lines.count == count, !setUp.log.isCalm else {
      return false
    }
    switch what {
    case .cut(let isEnded):
      chunk(Array(line.prefix(max(1, line.count * (1 + count % 3) / 4))))
      if isEnded { finish() } else { breakOff() }
    case .repeated:
      chunk(line)
      send(line)
    case .late(let milliseconds): hold(line, for: milliseconds)
    case .closed, .reset, .garbled, .gone, .failed, .silent, .inPieces, .replayed: return false
    }
    setUp.log.note(.inBody(afterLines: count, what))
    return true
  }

  private func send(_ line: [UInt8]) {
    lines.append(line)
    if held != nil {
      held?.append(line)
      return
    }
    noteIfGone(line)
    if mode == .pieces { inPieces(line) } else { chunk(line) }
    strike()
  }

  /// The server itself may say that a version is too old.
  private func noteIfGone(_ line: [UInt8]) {
    // Whoever got a garbled line has left.
    if case .inBody(let count, .garbled) = fault, lines.count > count { return }
    let text = String(decoding: line.prefix(400), as: UTF8.self)
    if text.contains("\"type\":\"ERROR\""), text.contains("\"code\":410") { setUp.log.noteGone() }
  }

  private func hold(_ line: [UInt8], for milliseconds: Int) {
    lines.append(line)
    held = [line]
    client.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(milliseconds))) {
      let lines = self.held ?? []
      self.held = nil
      for line in lines {
        self.noteIfGone(line)
        self.chunk(line)
      }
      if self.isOver { self.client.writeAndFlush(ByteBuffer(string: "0\r\n\r\n"), promise: nil) }
    }
  }

  private func fallSilent() {
    mode = .silent
    let setUp = setUp
    silence = client.eventLoop.scheduleRepeatedTask(
      initialDelay: .milliseconds(1), delay: .milliseconds(10)
    ) { _ in
      setUp.onSilence()
    }
    let task = silence
    client.closeFuture.whenComplete { _ in task?.cancel() }
  }

  // MARK: Bytes

  private func chunk(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    var buffer = ByteBuffer()
    buffer.writeString(String(bytes.count, radix: 16) + "\r\n")
    buffer.writeBytes(bytes)
    buffer.writeString("\r\n")
    client.writeAndFlush(buffer, promise: nil)
  }

  private func inPieces(_ bytes: [UInt8]) {
    let size = max(1, bytes.count / 7)
    var start = 0
    while start < bytes.count {
      let end = min(start + size, bytes.count)
      chunk(Array(bytes[start..<end]))
      start = end
    }
  }

  private func breakOff() {
    isOver = true
    Reset.prepare(client)
    client.close(promise: nil)
  }
}
