/// An element with text, or with elements that have text.
struct XMLElement {
  var name: String
  var attributes: [(String, String)] = []
  var text = ""
  var children: [XMLElement] = []

  /// Its text in bytes, children included.
  var size: Int { text.utf8.count + children.reduce(0) { $0 + $1.size } }
}

/// Writes an indented XML document; text stands unindented, as it is.
struct XMLWriter {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  init() {}

  private init(depth: Int) {
    text = ""
    self.depth = depth
  }

  /// What `write` writes here, to be appended as often as wanted.
  func fragment(_ write: (inout XMLWriter) -> Void) -> String {
    var writer = XMLWriter(depth: depth)
    write(&writer)
    return writer.text
  }

  mutating func append(fragment: String) { text += fragment }

  /// Opens an element that has elements.
  mutating func open(_ name: String, _ attributes: [(String, String)]) {
    startTag(name, attributes)
    text += ">\n"
    depth += 1
  }

  mutating func close(_ name: String) {
    depth -= 1
    indent()
    text += "</\(name)>\n"
  }

  /// Writes an element that has nothing inside.
  mutating func element(_ name: String, _ attributes: [(String, String)]) {
    startTag(name, attributes)
    text += "/>\n"
  }

  mutating func write(_ element: XMLElement) {
    if !element.children.isEmpty {
      open(element.name, element.attributes)
      for child in element.children { write(child) }
      close(element.name)
    } else if element.text.isEmpty {
      self.element(element.name, element.attributes)
    } else {
      startTag(element.name, element.attributes)
      text += ">"
      text += XMLText.content(element.text)
      text += "</\(element.name)>\n"
    }
  }

  private mutating func startTag(_ name: String, _ attributes: [(String, String)]) {
    indent()
    text += "<\(name)"
    for (key, value) in attributes {
      text += " \(key)=\""
      text += XMLText.attribute(value)
      text += "\""
    }
  }

  private mutating func indent() { text += String(repeating: "  ", count: depth) }
}
