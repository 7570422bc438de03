import GodwitModel
import NIOCore

/// Answers and lines that the proxy makes up, as Kubernetes words them.
enum AnswerText {
  static func bytes(of answer: WireFault.Answer) -> ByteBuffer {
    var buffer = ByteBuffer()
    let body =
      answer.isStatus
      ? status(answer.status).text
      : answer.status == 429
        ? "Too many requests, please try again later.\n" : "<html>\(answer.status)</html>"
    let type = answer.isStatus ? "application/json" : "text/plain; charset=utf-8"
    buffer.writeString("HTTP/1.1 \(answer.status) Fault\r\nContent-Type: \(type)\r\n")
    if let seconds = answer.retryAfter { buffer.writeString("Retry-After: \(seconds)\r\n") }
    buffer.writeString("Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return buffer
  }

  static func status(_ code: Int) -> JSONValue {
    let (reason, message) =
      switch code {
      case 410: ("Expired", "too old resource version: 1 (2)")
      case 429: ("TooManyRequests", "storage is (re)initializing")
      case 504: ("Timeout", "request did not complete within requested timeout")
      default: ("", "etcdserver: leader changed")
      }
    return [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
      "message": .string(message), "reason": .string(reason), "code": .int(code),
    ]
  }

  static func errorLine(_ code: Int) -> [UInt8] {
    let frame: JSONValue = ["type": "ERROR", "object": status(code)]
    return Array((frame.text + "\n").utf8)
  }
}
