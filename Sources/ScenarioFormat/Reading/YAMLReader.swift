import CYAML

/// Reads YAML into nodes through libyaml's events, so that aliases are refused before they could
/// expand and every node keeps its start and end.
struct YAMLReader {
  /// What a text was read into: the documents before the first syntax error, and the problems.
  struct Result {
    var documents: [Node] = []
    var problems: [ReadingProblem] = []
  }

  /// Reads all documents of `source`.
  static func read(_ source: SourceText) -> Result {
    if let problem = tagDirectiveProblem(in: source.bytes) {
      return Result(problems: [problem])
    }
    return source.bytes.withUnsafeBufferPointer { bytes in
      let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
      defer { parser.deallocate() }
      guard yaml_parser_initialize(parser) == 1 else {
        return Result(problems: [ReadingProblem(range: .start, message: "out of memory")])
      }
      defer { yaml_parser_delete(parser) }
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      // The address of an empty array may be null, which libyaml does not take.
      var nothing: UInt8 = 0
      return withUnsafePointer(to: &nothing) { empty in
        yaml_parser_set_input_string(parser, bytes.baseAddress ?? empty, bytes.count)
        var composer = NodeComposer(parser: parser, bytes: bytes)
        return composer.composeStream()
      }
    }
  }

  /// libyaml compares every tag directive with all before it: a file of nothing else would take
  /// seconds. No scenario has one.
  private static func tagDirectiveProblem(in bytes: [UInt8]) -> ReadingProblem? {
    var line = 1
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: "%TAG".utf8) {
        return ReadingProblem(
          range: SourceRange(
            startLine: Int32(clamping: line), startColumn: 1, endLine: Int32(clamping: line),
            endColumn: 5),
          message: "tags are not part of the format")
      }
      guard let end = bytes[index...].firstIndex(of: 0x0A) else { return nil }
      index = end + 1
      line += 1
    }
    return nil
  }
}
