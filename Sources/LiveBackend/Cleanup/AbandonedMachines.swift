import BackendInterface
import GodwitModel

/// Ends the VMs and pods of a run that wait to be ended by nodes which are objects only.
///
/// A kubelet removes a pod that is being deleted, and virt-handler ends the instance, without which
/// it keeps its finalizer (KubeVirt pkg/virt-controller/watch/vmi/lifecycle.go). On a node that the
/// run made, and in a namespace that it made, neither comes unless somebody plays them.
struct AbandonedMachines: Sendable {
  let access: ClusterAccess
  /// Selects what the run made.
  let selector: String

  /// Ends them; returns what could not be, in sentences.
  func end() async -> [String] {
    var problems: [String] = []
    do throws(BackendError) {
      let nodes = Set(try await access.list(.node, selector: selector).map(\.metadata.name))
      for namespace in try await access.list(.namespace, selector: selector)
      where namespace.metadata.isBeingDeleted {
        let name = namespace.metadata.name
        for pod in try await access.list(.pod, namespace: name)
        where pod.metadata.isBeingDeleted && isOn(nodes, pod, ["spec", "nodeName"]) {
          problems += await remove(pod)
        }
        for instance in try await access.list(.virtualMachineInstance, namespace: name)
        where instance.metadata.isBeingDeleted && isOn(nodes, instance, ["status", "nodeName"]) {
          problems += await release(instance)
        }
      }
    } catch {
      problems.append("what the run's nodes do not end could not be ended: \(error.text)")
    }
    return problems
  }

  private func isOn(_ nodes: Set<String>, _ object: APIObject, _ path: [String]) -> Bool {
    nodes.contains(object.value(at: path)?.string ?? "")
  }

  private func remove(_ pod: APIObject) async -> [String] {
    await send(
      APIRequest(
        .delete, Self.path(of: pod),
        body: [
          "apiVersion": "v1", "kind": "DeleteOptions", "gracePeriodSeconds": 0,
          "preconditions": ["uid": .string(pod.metadata.uid)],
        ]), pod)
  }

  private func release(_ instance: APIObject) async -> [String] {
    await send(
      APIRequest(
        .patch, Self.path(of: instance), patchType: .merge,
        body: [
          "metadata": [
            "finalizers": .null,
            "resourceVersion": .string(instance.metadata.resourceVersion),
          ]
        ]), instance)
  }

  private func send(_ request: APIRequest, _ object: APIObject) async -> [String] {
    do throws(BackendError) {
      let response = try await access.send(request)
      // Gone, or somebody else is at it.
      if response.isSuccess || response.code == 404 || response.code == 409 { return [] }
      return ["\(object.key) could not be ended: \(response.explanation)"]
    } catch {
      return ["\(object.key) could not be ended: \(error.text)"]
    }
  }

  private static func path(of object: APIObject) -> String {
    APIRequest.path(
      of: object.kind, namespace: object.metadata.namespace, name: object.metadata.name)
  }
}
