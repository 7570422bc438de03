/// Why no connection to a cluster can be set up: one sentence for people that names the field of
/// the kubeconfig, or the flag, to mend. Without secrets.
package struct ConnectionError: Error, Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  package var description: String { text }
}
