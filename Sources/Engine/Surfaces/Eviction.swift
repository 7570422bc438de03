import GodwitModel

/// Evictions of pods.
enum Eviction {
  /// The request that asks for it, as kubectl sends it.
  static func request(of pod: ObjectKey, as user: UserInfo) -> APIRequest {
    APIRequest(
      as: user, .post,
      APIRequest.path(
        of: .pod, namespace: pod.namespace, name: pod.name, subresource: "eviction"),
      body: [
        "apiVersion": "policy/v1", "kind": "Eviction",
        "metadata": ["name": .string(pod.name), "namespace": .string(pod.namespace)],
      ])
  }
}
