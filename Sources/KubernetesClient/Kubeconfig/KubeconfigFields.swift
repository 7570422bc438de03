import FoundationEssentials
import GodwitModel

/// Reads the fields of one mapping of a kubeconfig; types are as strict as client-go's, unknown
/// fields are left alone (client-go tools/clientcmd/latest/latest.go:47).
struct KubeconfigFields {
  let place: KubeconfigPlace
  private let object: JSONObject

  /// - Parameter value: Null and nil are an empty mapping.
  init(_ value: JSONValue?, at place: KubeconfigPlace) throws(ConnectionError) {
    self.place = place
    switch value {
    case nil, .null?: object = JSONObject()
    case .object(let object)?: self.object = object
    case let other?:
      throw place.error(
        "\(place.path.isEmpty ? "the file" : place.path) is \(Self.kind(other)); it has to be a mapping"
      )
    }
  }

  private func value(_ name: String) -> JSONValue? {
    guard let value = object[name], !value.isNull else { return nil }
    return value
  }

  /// Whether the field is there and not null.
  func has(_ name: String) -> Bool { value(name) != nil }

  /// The text of a field; empty where it is not there.
  func text(_ name: String) throws(ConnectionError) -> String {
    guard let value = value(name) else { return "" }
    guard let text = value.string else {
      let advice = value.scalarText == nil ? "it has to be text" : "put it in quotes"
      throw place.error("\(place.field(name)) is \(Self.kind(value)); \(advice)")
    }
    return text
  }

  func bool(_ name: String) throws(ConnectionError) -> Bool {
    guard let value = value(name) else { return false }
    guard let bool = value.bool else {
      throw place.error("\(place.field(name)) is \(Self.kind(value)); write true or false")
    }
    return bool
  }

  /// The bytes that stand in base64; nil where the field is not there or empty.
  func data(_ name: String) throws(ConnectionError) -> [UInt8]? {
    // Go's decoder skips line breaks (encoding/base64/base64.go, Decode).
    let text = try text(name).filter { $0 != "\n" && $0 != "\r" && $0 != "\r\n" }
    if text.isEmpty { return nil }
    guard let data = Data(base64Encoded: text) else {
      throw place.error("\(place.field(name)) is not base64; encode the PEM file with base64 -w0")
    }
    return Array(data)
  }

  func texts(_ name: String) throws(ConnectionError) -> [String] {
    var texts: [String] = []
    for value in try list(name) {
      guard let text = value.string else {
        throw place.error("\(place.field(name)) has \(Self.kind(value)); put it in quotes")
      }
      texts.append(text)
    }
    return texts
  }

  /// The elements of a list of mappings.
  func elements(_ name: String) throws(ConnectionError) -> [KubeconfigFields] {
    var elements: [KubeconfigFields] = []
    for (index, value) in try list(name).enumerated() {
      let path = place.field("\(name)[\(index)]")
      elements.append(
        try KubeconfigFields(value, at: KubeconfigPlace(origin: place.origin, path: path)))
    }
    return elements
  }

  /// A mapping within this one.
  func mapping(_ name: String) throws(ConnectionError) -> KubeconfigFields {
    try KubeconfigFields(
      value(name), at: KubeconfigPlace(origin: place.origin, path: place.field(name)))
  }

  /// The names of all fields.
  var names: [String] { object.keys }

  /// A field as it is.
  func json(_ name: String) -> JSONValue? { value(name) }

  private func list(_ name: String) throws(ConnectionError) -> [JSONValue] {
    guard let value = value(name) else { return [] }
    guard let elements = value.array else {
      throw place.error("\(place.field(name)) is \(Self.kind(value)); it has to be a list")
    }
    return elements
  }

  private static func kind(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "a mapping"
    }
  }
}
