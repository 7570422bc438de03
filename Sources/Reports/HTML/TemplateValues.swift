import Mustache

/// The values of a template. Text goes in escaped, by ``text``; only what is markup already goes
/// in as it is, by ``markup``. So templates insert everything with three braces.
///
/// A type of its own: of a bare dictionary the engine would find out at every look-up again that it
/// has names as keys.
struct TemplateValues: MustacheParent {
  private var values: [String: Any] = [:]

  func child(named name: String) -> Any? { values[name] }

  /// Sets text, escaped; a section of the same name is shown when it is not empty.
  mutating func text(_ name: String, _ text: String) {
    values[name] = text.isEmpty ? nil : HTMLText.escaped(text)
  }

  /// Sets a number.
  mutating func number(_ name: String, _ number: Int) { values[name] = "\(number)" }

  /// Sets what is HTML already.
  mutating func markup(_ name: String, _ markup: String) {
    values[name] = markup.isEmpty ? nil : markup
  }

  /// Sets whether a section is shown.
  mutating func flag(_ name: String, _ isSet: Bool) { values[name] = isSet }

  /// Sets the elements of a section; `hasNAME` tells whether there are any.
  mutating func list(_ name: String, _ elements: [TemplateValues]) {
    values[name] = elements
    values["has" + name.prefix(1).uppercased() + name.dropFirst()] = !elements.isEmpty
  }

  /// Makes values in one expression.
  static func make(_ fill: (inout TemplateValues) -> Void) -> TemplateValues {
    var values = TemplateValues()
    fill(&values)
    return values
  }
}
