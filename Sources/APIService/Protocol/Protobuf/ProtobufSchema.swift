/// The messages of those kinds that clients send as protocol buffers: kubectl's own commands
/// (`create role`, `auth can-i`, `drain`), leader election, events.
///
/// From the `generated.proto` files of k8s.io/api. A line names a message and its fields,
/// `NUMBER:NAME=TYPE`. A type is one of `s` string, `y` bytes, `b` boolean, `i` integer, `t` time,
/// `m` time with microseconds, `q` quantity, `x` integer or string, `{T}` map of strings to T,
/// `[T]` list, or a message. Capitals are pointers, of which zero is a value.
struct ProtobufSchema: Sendable {
  indirect enum Shape: Hashable, Sendable {
    case string(keepsEmpty: Bool)
    case bytes
    case boolean(keepsFalse: Bool)
    case integer(keepsZero: Bool)
    case time
    case microTime
    case quantity
    case intOrString
    case map(Shape)
    case list(Shape)
    case message(String)
  }

  struct Field: Hashable, Sendable {
    var name: String
    var shape: Shape
  }

  static let shared = ProtobufSchema(table)

  private var messages: [String: [Int: Field]] = [:]

  /// The field of a message; nil when it is unknown.
  func field(_ number: Int, of message: String) -> Field? { messages[message]?[number] }

  func has(_ message: String) -> Bool { messages[message] != nil }

  private init(_ table: String) {
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let name = words.first else { continue }
      var fields: [Int: Field] = [:]
      for word in words.dropFirst() {
        let parts = word.split(separator: ":", maxSplits: 1)
        let halves = parts.last?.split(separator: "=", maxSplits: 1) ?? []
        guard parts.count == 2, halves.count == 2, let number = Int(parts[0]) else { continue }
        fields[number] = Field(name: String(halves[0]), shape: Self.shape(halves[1]))
      }
      messages[String(name)] = fields
    }
  }

  private static func shape(_ text: Substring) -> Shape {
    switch text {
    case "s": .string(keepsEmpty: false)
    case "S": .string(keepsEmpty: true)
    case "y": .bytes
    case "b": .boolean(keepsFalse: false)
    case "B": .boolean(keepsFalse: true)
    case "i": .integer(keepsZero: false)
    case "I": .integer(keepsZero: true)
    case "t": .time
    case "m": .microTime
    case "q": .quantity
    case "x": .intOrString
    default:
      switch text.first {
      case "{": .map(shape(text.dropFirst().dropLast()))
      case "[": .list(shape(text.dropFirst().dropLast()))
      default: .message(String(text))
      }
    }
  }

  private static let table = """
    ObjectMeta 1:name=s 2:generateName=s 3:namespace=s 5:uid=s 6:resourceVersion=s 7:generation=i \
    8:creationTimestamp=t 9:deletionTimestamp=t 10:deletionGracePeriodSeconds=I 11:labels={s} \
    12:annotations={s} 13:ownerReferences=[OwnerReference] 14:finalizers=[s]
    OwnerReference 1:kind=s 3:name=s 4:uid=s 5:apiVersion=s 6:controller=B 7:blockOwnerDeletion=B
    LabelSelector 1:matchLabels={s} 2:matchExpressions=[LabelSelectorRequirement]
    LabelSelectorRequirement 1:key=s 2:operator=s 3:values=[s]
    DeleteOptions 1:gracePeriodSeconds=I 2:preconditions=Preconditions 3:orphanDependents=B \
    4:propagationPolicy=S 5:dryRun=[s]
    Preconditions 1:uid=S 2:resourceVersion=S
    Eviction 1:metadata=ObjectMeta 2:deleteOptions=DeleteOptions
    SelfSubjectReview 1:metadata=ObjectMeta
    SelfSubjectRulesReview 1:metadata=ObjectMeta 2:spec=SelfSubjectRulesReviewSpec
    SelfSubjectRulesReviewSpec 1:namespace=s
    SelfSubjectAccessReview 1:metadata=ObjectMeta 2:spec=AccessSpec
    SubjectAccessReview 1:metadata=ObjectMeta 2:spec=SubjectAccessSpec
    LocalSubjectAccessReview 1:metadata=ObjectMeta 2:spec=SubjectAccessSpec
    AccessSpec 1:resourceAttributes=ResourceAttributes 2:nonResourceAttributes=PathAttributes
    SubjectAccessSpec 1:resourceAttributes=ResourceAttributes \
    2:nonResourceAttributes=PathAttributes 3:user=s 4:groups=[s] 6:uid=s
    ResourceAttributes 1:namespace=s 2:verb=s 3:group=s 4:version=s 5:resource=s 6:subresource=s \
    7:name=s
    PathAttributes 1:path=s 2:verb=s
    TokenRequest 1:metadata=ObjectMeta 2:spec=TokenRequestSpec
    TokenRequestSpec 1:audiences=[s] 3:boundObjectRef=BoundObjectReference 4:expirationSeconds=I
    BoundObjectReference 1:kind=s 2:apiVersion=s 3:name=s 4:uid=s
    ConfigMap 1:metadata=ObjectMeta 2:data={s} 3:binaryData={y} 4:immutable=B
    Secret 1:metadata=ObjectMeta 2:data={y} 3:type=s 4:stringData={s} 5:immutable=B
    Namespace 1:metadata=ObjectMeta 2:spec=NamespaceSpec 3:status=NamespaceStatus
    NamespaceSpec 1:finalizers=[s]
    NamespaceStatus 1:phase=s
    ServiceAccount 1:metadata=ObjectMeta 2:secrets=[ObjectReference] \
    3:imagePullSecrets=[LocalObjectReference] 4:automountServiceAccountToken=B
    ObjectReference 1:kind=s 2:namespace=s 3:name=s 4:uid=s 5:apiVersion=s 6:resourceVersion=s \
    7:fieldPath=s
    LocalObjectReference 1:name=s
    ResourceQuota 1:metadata=ObjectMeta 2:spec=ResourceQuotaSpec 3:status=ResourceQuotaStatus
    ResourceQuotaSpec 1:hard={q} 2:scopes=[s]
    ResourceQuotaStatus 1:hard={q} 2:used={q}
    PersistentVolumeClaim 1:metadata=ObjectMeta 2:spec=ClaimSpec
    ClaimSpec 1:accessModes=[s] 2:resources=Resources 3:volumeName=s 4:selector=LabelSelector \
    5:storageClassName=S 6:volumeMode=S
    Resources 1:limits={q} 2:requests={q}
    Lease 1:metadata=ObjectMeta 2:spec=LeaseSpec
    LeaseSpec 1:holderIdentity=S 2:leaseDurationSeconds=I 3:acquireTime=m 4:renewTime=m \
    5:leaseTransitions=I 6:strategy=S 7:preferredHolder=S
    Event 1:metadata=ObjectMeta 2:involvedObject=ObjectReference 3:reason=s 4:message=s \
    5:source=EventSource 6:firstTimestamp=t 7:lastTimestamp=t 8:count=i 9:type=s 10:eventTime=m \
    11:series=EventSeries 12:action=s 13:related=ObjectReference 14:reportingComponent=s \
    15:reportingInstance=s
    EventSource 1:component=s 2:host=s
    EventSeries 1:count=i 2:lastObservedTime=m
    PodDisruptionBudget 1:metadata=ObjectMeta 2:spec=PodDisruptionBudgetSpec
    PodDisruptionBudgetSpec 1:minAvailable=x 2:selector=LabelSelector 3:maxUnavailable=x \
    4:unhealthyPodEvictionPolicy=S
    PolicyRule 1:verbs=[s] 2:apiGroups=[s] 3:resources=[s] 4:resourceNames=[s] 5:nonResourceURLs=[s]
    Role 1:metadata=ObjectMeta 2:rules=[PolicyRule]
    ClusterRole 1:metadata=ObjectMeta 2:rules=[PolicyRule] 3:aggregationRule=AggregationRule
    AggregationRule 1:clusterRoleSelectors=[LabelSelector]
    RoleBinding 1:metadata=ObjectMeta 2:subjects=[Subject] 3:roleRef=RoleRef
    ClusterRoleBinding 1:metadata=ObjectMeta 2:subjects=[Subject] 3:roleRef=RoleRef
    Subject 1:kind=s 2:apiGroup=s 3:name=s 4:namespace=s
    RoleRef 1:apiGroup=s 2:kind=s 3:name=s
    """
}
