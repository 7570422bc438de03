/// The messages that are known, by the kind that the envelope names.
extension ProtobufBody {
  static let typeMeta: Message = [1: ("apiVersion", .text), 2: ("kind", .text)]

  private static let metadata: Message = [
    1: ("name", .text), 2: ("generateName", .text), 3: ("namespace", .text), 5: ("uid", .text),
    6: ("resourceVersion", .text), 11: ("labels", .map(lists: false)),
    12: ("annotations", .map(lists: false)),
  ]

  private static let resourceAttributes: Message = [
    1: ("namespace", .text), 2: ("verb", .text), 3: ("group", .text), 4: ("version", .text),
    5: ("resource", .text), 6: ("subresource", .text), 7: ("name", .text),
  ]

  private static let nonResourceAttributes: Message = [1: ("path", .text), 2: ("verb", .text)]

  private static let subjectAccess: Message = [
    1: ("resourceAttributes", .message(resourceAttributes)),
    2: ("nonResourceAttributes", .message(nonResourceAttributes)), 3: ("user", .text),
    4: ("groups", .texts), 5: ("extra", .map(lists: true)), 6: ("uid", .text),
  ]

  private static let deleteOptions: Message = [
    1: ("gracePeriodSeconds", .integer),
    2: ("preconditions", .message([1: ("uid", .text), 2: ("resourceVersion", .text)])),
    3: ("orphanDependents", .bool), 4: ("propagationPolicy", .text), 5: ("dryRun", .texts),
  ]

  private static func review(_ spec: Message) -> Message {
    [1: ("metadata", .message(metadata)), 2: ("spec", .message(spec))]
  }

  private static let rule: Message = [
    1: ("verbs", .texts), 2: ("apiGroups", .texts), 3: ("resources", .texts),
    4: ("resourceNames", .texts), 5: ("nonResourceURLs", .texts),
  ]

  private static let binding: Message = [
    1: ("metadata", .message(metadata)),
    2: (
      "subjects",
      .messages([
        1: ("kind", .text), 2: ("apiGroup", .text), 3: ("name", .text), 4: ("namespace", .text),
      ])
    ),
    3: ("roleRef", .message([1: ("apiGroup", .text), 2: ("kind", .text), 3: ("name", .text)])),
  ]

  static let kinds: [String: Message] = [
    "SelfSubjectAccessReview": review([
      1: ("resourceAttributes", .message(resourceAttributes)),
      2: ("nonResourceAttributes", .message(nonResourceAttributes)),
    ]),
    "SelfSubjectRulesReview": review([1: ("namespace", .text)]),
    "SubjectAccessReview": review(subjectAccess),
    "LocalSubjectAccessReview": review(subjectAccess),
    "SelfSubjectReview": [1: ("metadata", .message(metadata))],
    "DeleteOptions": deleteOptions,
    "ConfigMap": [
      1: ("metadata", .message(metadata)), 2: ("data", .map(lists: false)),
      3: ("binaryData", .mapOf(.bytes)), 4: ("immutable", .bool),
    ],
    "Secret": [
      1: ("metadata", .message(metadata)), 2: ("data", .mapOf(.bytes)), 3: ("type", .text),
      4: ("stringData", .map(lists: false)), 5: ("immutable", .bool),
    ],
    "Namespace": [1: ("metadata", .message(metadata))],
    "ServiceAccount": [1: ("metadata", .message(metadata))],
    "TokenRequest": review([1: ("audiences", .texts), 4: ("expirationSeconds", .integer)]),
    "ResourceQuota": review([1: ("hard", .mapOf(.quantity)), 2: ("scopes", .texts)]),
    "Role": [1: ("metadata", .message(metadata)), 2: ("rules", .messages(rule))],
    "ClusterRole": [1: ("metadata", .message(metadata)), 2: ("rules", .messages(rule))],
    "RoleBinding": binding, "ClusterRoleBinding": binding,
    "Eviction": [
      1: ("metadata", .message(metadata)), 2: ("deleteOptions", .message(deleteOptions)),
    ],
  ]
}
