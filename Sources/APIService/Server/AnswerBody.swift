import Hummingbird
import NIOCore

/// The body of an answer that is known from its beginning.
struct AnswerBody: Sendable {
  private let bytes: [UInt8]
  private let channel: any Channel
  private let patience: Patience

  init(_ bytes: [UInt8], channel: any Channel, patience: Patience) {
    self.bytes = bytes
    self.channel = channel
    self.patience = patience
  }

  /// How many bytes are written at once.
  private static let portion = 64 * 1024

  /// In one piece where the connection takes it at once; else in portions, for each of which the
  /// client has to have read the ones before in time.
  var body: ResponseBody {
    if bytes.count <= Self.portion, channel.isWritable {
      return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    }
    let (bytes, channel, patience) = (bytes, channel, patience)
    return ResponseBody(contentLength: bytes.count) { writer in
      var start = 0
      while start < bytes.count {
        let end = min(start + Self.portion, bytes.count)
        let buffer = ByteBuffer(bytes: bytes[start..<end])
        try await patience.bound(on: channel) { try await writer.write(buffer) }
        start = end
      }
      try await writer.finish(nil)
    }
  }
}
