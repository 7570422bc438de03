import GodwitModel
import Hummingbird
import NIOCore

/// The body of a watch: frames as they come, until the time is over, the client has gone, or it is
/// too slow.
struct WatchBody: Sendable {
  let host: ClusterHost
  let stream: WatchStream
  let channel: any Channel
  /// How long a client may take to read what is sent to it before it is cut off.
  let patience: Patience

  /// How long a watch lasts whose client names no time: kube-apiserver draws from 30 to 60 minutes.
  static let longest = Span.minutes(30)

  var body: ResponseBody {
    ResponseBody { writer in
      let (id, signals) = await host.listen()
      let host = host
      channel.closeFuture.whenComplete { _ in Task { await host.stopListening(id) } }
      let time = Duration.nanoseconds((stream.timeout ?? Self.longest).nanoseconds)
      let timer = Task {
        try await Task.sleep(for: time)
        await host.stopListening(id)
      }
      defer {
        timer.cancel()
        Task { await host.stopListening(id) }
      }
      var stream = stream
      try await send(&stream, to: &writer)
      for await _ in signals where !stream.isEnded {
        try await send(&stream, to: &writer)
        if stream.isEnded { break }
      }
      try await writer.finish(nil)
    }
  }

  /// How many bytes are made ready at once, or one frame that is larger: what a client that does
  /// not read can make the server hold for it.
  private static let portion = 256 * 1024

  private func send(
    _ stream: inout WatchStream, to writer: inout any ResponseBodyWriter
  ) async throws {
    repeat {
      let frames: [[UInt8]]
      (stream, frames) = await host.frames(of: stream, upTo: Self.portion)
      if frames.isEmpty { return }
      var buffer = ByteBuffer()
      for frame in frames { buffer.writeBytes(frame) }
      // Closing makes the write fail, which ends the watch.
      try await patience.bound(on: channel) { try await writer.write(buffer) }
    } while stream.hasMore
  }
}
