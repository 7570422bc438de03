import GodwitModel

extension ScenarioRecord {
  /// What all attempts took on the wall clock.
  var wallTime: Span { attempts.reduce(.zero) { $0 + $1.wallTime } }

  /// What the last attempt took in the backend's time.
  var backendTime: Span? { attempts.last.map { $0.endedAt - $0.startedAt } }

  /// The title, or the id where there is none, on one line.
  var displayTitle: String { TextHygiene.oneLine(title.isEmpty ? id : title) }

  /// The command that runs this case alone with the same seed, as one would type it.
  func command(_ run: RunHeader) -> String {
    let seed = run.seed(repeating: self)
    return TextHygiene.oneLine(
      "godwit run \(ShellText.quoted(file)) --filter \(ShellText.quoted(id)) --seed \(seed)")
  }

  /// What its seeds came to, if they did not all come to the same; empty otherwise.
  var disagreement: String {
    Set(attempts.map(\.verdict)).count > 1 && !isFlaky ? TextHygiene.oneLine(reason) : ""
  }

  /// The number of an attempt among the others, or its seed where each ran under its own.
  func name(of attempt: AttemptRecord, _ run: RunHeader) -> String {
    if run.seedCount > 1 {
      return "seed \(SeedRange.seed(from: run.seed, number: attempt.number))"
    }
    return "attempt \(attempt.number) of \(attempts.count)"
  }
}

/// Words of a shell's command line.
enum ShellText {
  /// The word as it stands, or in single quotes where the shell would read more into it.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy {
        ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x61 && $0 <= 0x7A)
          || "-_./:=@%+,".utf8.contains($0)
      }
    if isPlain { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
