import GodwitModel

/// The checks of `metadata` that every kind goes through.
///
/// k8s.io/apimachinery/pkg/api/validation/objectmeta.go.
enum MetadataValidation {
  /// What is wrong with the metadata of a new object, in the order of kube-apiserver.
  static func problems(of metadata: ObjectMeta, kind: ResourceKind) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    if !metadata.generateName.isEmpty {
      problems += nameProblems(
        metadata.generateName, kind, field: "metadata.generateName", isPrefix: true)
    }
    if metadata.name.isEmpty {
      problems.append(.required("metadata.name", "name or generateName is required"))
    } else {
      problems += nameProblems(metadata.name, kind, field: "metadata.name", isPrefix: false)
    }
    return problems + contentProblems(of: metadata)
  }

  /// What is wrong with the metadata of a changed object.
  static func updateProblems(
    of metadata: ObjectMeta, old: ObjectMeta
  ) -> [FieldProblem] {
    var problems = contentProblems(of: metadata)
    let added = metadata.finalizers.filter { !old.finalizers.contains($0) }
    if old.isBeingDeleted, !added.isEmpty {
      let list = added.map(\.goQuoted).joined(separator: ", ")
      problems.append(
        .forbidden(
          "metadata.finalizers",
          "no new finalizers can be added if the object is being deleted, found new finalizers "
            + "[]string{\(list)}"))
    }
    return problems
  }

  private static func nameProblems(
    _ name: String, _ kind: ResourceKind, field: String, isPrefix: Bool
  ) -> [FieldProblem] {
    var checked = name
    // A prefix may end with a dash: apimachinery masks it before the check.
    if isPrefix, checked.utf8.count > 1, checked.hasSuffix("-") {
      checked = checked.dropLast() + "a"
    }
    let texts =
      switch kind.group {
      case "rbac.authorization.k8s.io": NameRules.pathSegmentProblems(checked)
      default:
        kind == .namespace
          ? NameRules.labelNameProblems(checked) : NameRules.subdomainProblems(checked)
      }
    return texts.map { .invalid(field, value: name.goQuoted, $0) }
  }

  private static func contentProblems(of metadata: ObjectMeta) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    for label in metadata.labels.entries {
      problems += NameRules.qualifiedNameProblems(label.key).map {
        .invalid("metadata.labels", value: label.key.goQuoted, $0)
      }
      problems += NameRules.labelValueProblems(label.value).map {
        .invalid("metadata.labels", value: label.value.goQuoted, $0)
      }
    }
    var size = 0
    for annotation in metadata.annotations.entries {
      size += annotation.key.utf8.count + annotation.value.utf8.count
      problems += NameRules.qualifiedNameProblems(annotation.key.lowercased()).map {
        .invalid("metadata.annotations", value: annotation.key.goQuoted, $0)
      }
    }
    if size > 256 * 1024 {
      problems.append(
        FieldProblem(
          type: .tooLong, field: "metadata.annotations",
          detailText: "Too long: may not be more than 262144 bytes"))
    }
    for finalizer in metadata.finalizers {
      problems += NameRules.qualifiedNameProblems(finalizer).map {
        .invalid("metadata.finalizers", value: finalizer.goQuoted, $0)
      }
    }
    return problems
  }
}
