import GodwitModel
import Synchronization

@testable import KubernetesClient

/// Files in memory, and a clock that is set by hand.
final class TestFiles: Sendable {
  private let files: Mutex<[String: String]>
  private let time = Mutex(Instant.simulationEpoch)
  private let reads = Mutex<[String]>([])

  init(_ files: [String: String] = [:]) { self.files = Mutex(files) }

  subscript(path: String) -> String? {
    get { files.withLock { $0[path] } }
    set { files.withLock { $0[path] = newValue } }
  }

  /// The paths that were read, in order.
  var readPaths: [String] { reads.withLock { $0 } }

  var now: Instant { time.withLock { $0 } }

  func advance(by span: Span) { time.withLock { $0 = $0 + span } }

  /// Sources that know these files alone.
  func sources(
    kubeconfig: String? = nil, context: String? = nil, environment: [String: String] = [:]
  ) -> ConnectionSources {
    ConnectionSources(
      kubeconfig: kubeconfig, context: context, environment: environment,
      readFile: { path in
        self.reads.withLock { $0.append(path) }
        return self[path].map { .contents(Array($0.utf8)) } ?? .missing
      },
      now: { self.now })
  }
}
