import FoundationEssentials
import Glibc

/// Finds scenario files and reads them.
package enum ScenarioFiles {
  /// Loads the files at `paths`: files as they are, and every `*.yaml` and `*.yml` below
  /// directories, in the order of their names. What cannot be read becomes a diagnostic.
  package static func load(paths: [String]) -> LoadResult {
    var files: [ScenarioFile] = []
    var diagnostics: [Diagnostic] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    for path in find(paths, &diagnostics) {
      switch read(path, through: &buffer) {
      case .success(let bytes): files.append(ScenarioFile(path: path, bytes: bytes))
      case .failure(let problem): diagnostics.append(.ofFile(path, problem.message))
      }
    }
    var result = ScenarioLoader.load(files)
    result.diagnostics = diagnostics + result.diagnostics
    return result
  }

  /// The paths of the files at `paths`, each once.
  package static func find(_ paths: [String], _ diagnostics: inout [Diagnostic]) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    for path in paths {
      switch kind(of: path) {
      case .file: if seen.insert(path).inserted { found.append(path) }
      case .directory:
        var below: [String] = []
        collect(path, depth: 0, &below, &diagnostics)
        for file in below.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        where seen.insert(file).inserted {
          found.append(file)
        }
      case .missing: diagnostics.append(.ofFile(path, "there is no such file or directory"))
      case .other: diagnostics.append(.ofFile(path, "neither a file nor a directory"))
      case .unknown(let reason): diagnostics.append(.ofFile(path, "cannot be read: \(reason)"))
      }
    }
    return found
  }

  private enum Kind {
    case file
    case directory
    case missing
    case other
    case unknown(String)
  }

  private struct Problem: Error {
    var message: String
  }

  private static func kind(of path: String) -> Kind {
    var information = stat()
    if stat(path, &information) != 0 {
      return errno == ENOENT || errno == ENOTDIR
        ? .missing : .unknown(String(cString: strerror(errno)))
    }
    switch information.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// The scenario files below a directory; hidden names are passed over, and so is what lies
  /// deeper than a tree of scenarios would, for links may go round.
  private static func collect(
    _ directory: String, depth: Int, _ found: inout [String], _ diagnostics: inout [Diagnostic]
  ) {
    if depth > 32 { return }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      diagnostics.append(.ofFile(directory, "the directory cannot be read"))
      return
    }
    for name in names where !name.hasPrefix(".") {
      let path = directory.hasSuffix("/") ? directory + name : directory + "/" + name
      let isScenario = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      switch kind(of: path) {
      case .file: if isScenario { found.append(path) }
      case .directory: collect(path, depth: depth + 1, &found, &diagnostics)
      case .missing, .other, .unknown:
        if isScenario { diagnostics.append(.ofFile(path, "cannot be read")) }
      }
    }
  }

  /// The bytes of a file; no more of a large one than is needed to refuse it.
  private static func read(
    _ path: String, through buffer: inout [UInt8]
  ) -> Result<[UInt8], Problem> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return .failure(Problem(message: "cannot be read: " + errorText())) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while bytes.count <= ReadingLimits.fileSize {
      let count = buffer.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return .failure(Problem(message: "cannot be read: " + errorText())) }
      if count == 0 { return .success(bytes) }
      bytes.append(contentsOf: buffer[..<count])
    }
    return .failure(Problem(message: "the file has more than \(ReadingLimits.fileSize) bytes"))
  }

  private static func errorText() -> String { String(cString: strerror(errno)) }
}
