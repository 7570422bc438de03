import Hummingbird
import NIOCore
import NIOSSL

/// What a request's connection tells about it.
struct ServiceContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// The client's certificate in DER, which the connection has verified; nil without one.
  var peerCertificate: [UInt8]? {
    get async {
      guard let certificate = try? await channel.nioSSL_peerCertificate().get() else { return nil }
      return try? certificate.toDERBytes()
    }
  }
}
