import GodwitModel

extension Span {
  /// Seconds, exact to a millisecond and no longer than needed: `0s`, `2.33s`, `90s`.
  var shortText: String {
    var text = Substring(secondsText)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text + "s"
  }

  /// Seconds without decimals where ten or more make them idle.
  var roundedText: String { self < .seconds(10) ? shortText : "\(wholeSeconds)s" }

  /// What a run took: seconds with one decimal, or with three below a tenth.
  var runText: String {
    self < .milliseconds(100) ? secondsText + "s" : secondsText.dropLast(2) + "s"
  }
}
