import Glibc

/// The environment of this process.
enum ProcessEnvironment {
  /// All variables; of one that is there twice, the first.
  static var all: [String: String] {
    var variables: [String: String] = [:]
    var place = environ
    while let entry = place.pointee {
      let text = String(cString: entry)
      if let sign = text.firstIndex(of: "=") {
        let name = String(text[..<sign])
        if variables[name] == nil { variables[name] = String(text[text.index(after: sign)...]) }
      }
      place += 1
    }
    return variables
  }
}
