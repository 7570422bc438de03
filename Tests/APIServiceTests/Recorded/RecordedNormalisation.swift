import APIService
import Foundation
import GodwitModel

/// Takes out of answers what differs between two runs of the same cluster: identifiers, times,
/// versions, generated names, addresses, and the entries of controllers in `managedFields`.
enum RecordedNormalisation {
  /// Who the recorded clients were.
  private static let clients = ["python-requests", "qa", "other"]

  private static let patterns: [(NSRegularExpression, String)] = [
    ("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>"),
    ("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "<time>"),
    ("(virt-launcher-[a-z]+)-[bcdfghjklmnpqrstvwxz0-9]{5}\\b", "$1-<suffix>"),
    ("current: [0-9]+", "current: <version>"),
    ("too old resource version: 1 \\([0-9]+\\)", "too old resource version: 1 (<version>)"),
    ("in record \\([0-9]+\\)", "in record (<version>)"),
    ("\\b(127|10|192)\\.[0-9]+\\.[0-9]+\\.[0-9]+", "<address>"),
    ("\\bf:[0-9]{5}\\b", "f:<port>"),
    ("\\.18[0-9a-f]{14}$", ".<event>"),
  ].compactMap { pattern, replacement in
    (try? NSRegularExpression(pattern: pattern)).map { ($0, replacement) }
  }

  private static let age = try? NSRegularExpression(pattern: "^[0-9]+[smhdy]([0-9]+[smhd])?$")

  static func text(_ text: String) -> String {
    patterns.reduce(text) { text, pattern in
      pattern.0.stringByReplacingMatches(
        in: text, range: NSRange(text.startIndex..., in: text), withTemplate: pattern.1)
    }
  }

  static func value(_ value: JSONValue, key: String = "") -> JSONValue {
    switch value {
    case .string(let text):
      if key == "resourceVersion" { return "<version>" }
      if key == "continue", !text.isEmpty { return "<continue>" }
      return .string(Self.text(text))
    case .array(let elements):
      if key == "cells" { return .array(elements.map(cell)) }
      // Entries are ordered by times, which differ.
      let kept =
        key == "managedFields"
        ? elements.filter(isOfClient).sorted { order($0) < order($1) } : elements
      return .array(kept.map { Self.value($0, key: key == "managedFields" ? "entry" : "") })
    case .object(let object):
      var result = JSONObject()
      for member in object.members {
        result[text(member.key)] = Self.value(member.value, key: member.key)
      }
      if let fields = result["managedFields"], fields == [] { result["managedFields"] = nil }
      return .object(result)
    case .null, .bool, .number: return value
    }
  }

  private static func order(_ entry: JSONValue) -> String {
    ["operation", "manager", "subresource"].map { entry[$0]?.string ?? "" }.joined(separator: "/")
  }

  private static func isOfClient(_ entry: JSONValue) -> Bool {
    clients.contains(entry["manager"]?.string ?? "")
  }

  private static func cell(_ cell: JSONValue) -> JSONValue {
    guard case .string(let text) = cell, let age else { return cell }
    let range = NSRange(text.startIndex..., in: text)
    return age.firstMatch(in: text, range: range) == nil ? .string(Self.text(text)) : "<age>"
  }
}
