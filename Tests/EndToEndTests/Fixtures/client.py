"""What a user of the Python client does: KUBECONFIG is the argument; prints what came of it."""

import sys

from kubernetes import client, config, dynamic, watch
from kubernetes.client.rest import ApiException

config.load_kube_config(config_file=sys.argv[1])
core = client.CoreV1Api()
custom = client.CustomObjectsApi()
NAMESPACE = "demo"
KIND = ("kubevirt.io", "v1", NAMESPACE, "virtualmachineinstancemigrations")
ORDER = ["Pending", "Scheduling", "Scheduled", "PreparingTarget", "TargetReady", "Running"]


def say(*words):
    print(*words, flush=True)


def status_of(call, *arguments):
    try:
        call(*arguments)
    except ApiException as error:
        return error.status
    return 200


say("version", client.VersionApi().get_code().minor)
say("nodes", [node.metadata.name for node in core.list_node().items])
say("pods", len(core.list_namespaced_pod(NAMESPACE).items))

migration = {
    "apiVersion": "kubevirt.io/v1",
    "kind": "VirtualMachineInstanceMigration",
    "metadata": {"name": "py"},
    "spec": {"vmiName": "fedora"},
}
made = custom.create_namespaced_custom_object(*KIND, migration, field_manager="py")
say("created", made["metadata"]["name"])
phases = []
stream = watch.Watch()
for event in stream.stream(
    custom.list_namespaced_custom_object, *KIND, timeout_seconds=120
):
    phase = event["object"].get("status", {}).get("phase", "Pending")
    if phase in ("Succeeded", "Failed"):
        stream.stop()
        places = [ORDER.index(phase) for phase in phases]
        say("ended", phase, "in order" if places == sorted(places) else phases)
    else:
        phases.append(phase)

body = client.V1ConfigMap(metadata=client.V1ObjectMeta(name="c"), data={"a": "b"})
config_map = core.create_namespaced_config_map(NAMESPACE, body)
config_map.data["a"] = "c"
say("replaced", core.replace_namespaced_config_map("c", NAMESPACE, config_map).data)
say("stale", status_of(core.replace_namespaced_config_map, "c", NAMESPACE, config_map))
patched = core.patch_namespaced_config_map("c", NAMESPACE, {"data": {"x": "y"}})
say("patched", patched.data)

pod = client.V1Pod(
    metadata=client.V1ObjectMeta(name="p"),
    spec=client.V1PodSpec(containers=[client.V1Container(name="a", image="a")]),
)
core.create_namespaced_pod(NAMESPACE, pod)
say("pod", core.read_namespaced_pod("p", NAMESPACE).metadata.name)
say("log", status_of(core.read_namespaced_pod_log, "p", NAMESPACE))
core.delete_namespaced_pod("p", NAMESPACE)

token = core.create_namespaced_service_account_token(
    "default",
    NAMESPACE,
    client.AuthenticationV1TokenRequest(spec=client.V1TokenRequestSpec(audiences=[])),
)
say("token", len(token.status.token) > 20)
attributes = client.V1ResourceAttributes(
    verb="create", group=KIND[0], resource=KIND[3], namespace=NAMESPACE
)
review = client.AuthorizationV1Api().create_self_subject_access_review(
    client.V1SelfSubjectAccessReview(
        spec=client.V1SelfSubjectAccessReviewSpec(resource_attributes=attributes)
    )
)
say("allowed", review.status.allowed)

page = core.list_namespace(limit=1)
say("page", len(page.items), bool(page.metadata._continue))
version = core.list_config_map_for_all_namespaces().metadata.resource_version
core.delete_namespaced_config_map("c", NAMESPACE)
stream = watch.Watch()
for event in stream.stream(
    core.list_namespaced_config_map, NAMESPACE, resource_version=version, timeout_seconds=60
):
    say("event", event["type"], event["object"].metadata.name)
    stream.stop()
try:
    for event in watch.Watch().stream(
        core.list_namespaced_config_map, NAMESPACE, resource_version="1", timeout_seconds=60
    ):
        say("unexpected", event)
        break
except ApiException as error:
    say("gone", error.status)

resources = dynamic.DynamicClient(client.ApiClient()).resources
machines = resources.get(api_version="kubevirt.io/v1", kind="VirtualMachine")
say("dynamic", [machine.metadata.name for machine in machines.get(namespace=NAMESPACE).items])
applied = resources.get(api_version="v1", kind="ConfigMap").server_side_apply(
    body={
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "applied"},
        "data": {"k": "v"},
    },
    namespace=NAMESPACE,
    field_manager="py",
)
say("applied", applied.data.k)
say("deleted", custom.delete_namespaced_custom_object(*KIND, "py")["status"])
stream = watch.Watch()
left = custom.list_namespaced_custom_object(*KIND)["items"]
while left:
    for event in stream.stream(
        custom.list_namespaced_custom_object, *KIND, timeout_seconds=60
    ):
        if event["type"] == "DELETED":
            stream.stop()
    left = custom.list_namespaced_custom_object(*KIND)["items"]
say("left", len(left))
