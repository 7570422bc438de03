/// Appends SVG elements. Lengths are whole tenths of a pixel.
struct SVGWriter {
  private(set) var text = ""

  /// A rectangle; with a title it can be hovered over, and is read out.
  mutating func rectangle(
    _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ style: String, radius: Int = 0,
    title: String = ""
  ) {
    text += "<rect class=\"\(style)\" x=\"\(px(x))\" y=\"\(px(y))\""
    text += " width=\"\(px(max(width, 0)))\" height=\"\(px(height))\""
    if radius > 0 { text += " rx=\"\(px(radius))\"" }
    close("rect", title)
  }

  mutating func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ style: String) {
    text += "<line class=\"\(style)\" x1=\"\(px(x1))\" y1=\"\(px(y1))\""
    text += " x2=\"\(px(x2))\" y2=\"\(px(y2))\"/>"
  }

  mutating func path(_ points: [(Int, Int)], _ style: String, title: String = "") {
    let commands = points.enumerated().map { index, point in
      (index == 0 ? "M" : "L") + px(point.0) + " " + px(point.1)
    }
    text += "<path class=\"\(style)\" d=\"\(commands.joined())\""
    close("path", title)
  }

  mutating func circle(_ x: Int, _ y: Int, _ radius: Int, _ style: String, title: String = "") {
    text += "<circle class=\"\(style)\" cx=\"\(px(x))\" cy=\"\(px(y))\" r=\"\(px(radius))\""
    close("circle", title)
  }

  /// A word; `anchor` is `start`, `middle` or `end`.
  mutating func label(
    _ content: String, _ x: Int, _ y: Int, _ style: String, anchor: String = "start"
  ) {
    text += "<text class=\"\(style)\" x=\"\(px(x))\" y=\"\(px(y))\""
    if anchor != "start" { text += " text-anchor=\"\(anchor)\"" }
    text += ">\(HTMLText.escaped(content))</text>"
  }

  mutating func raw(_ markup: String) { text += markup }

  private mutating func close(_ name: String, _ title: String) {
    text += title.isEmpty ? "/>" : "><title>\(HTMLText.escaped(title))</title></\(name)>"
  }

  private func px(_ tenths: Int) -> String {
    let rest = abs(tenths % 10)
    let whole = "\(abs(tenths) / 10)"
    return (tenths < 0 ? "-" : "") + (rest == 0 ? whole : "\(whole).\(rest)")
  }
}
