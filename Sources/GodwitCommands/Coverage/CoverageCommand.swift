import ArgumentParser
import GodwitModel
import Reports
import ResultStore

/// `godwit coverage`: which behaviours of a catalogue are proved.
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Tell which behaviours of a catalogue scenarios and tests prove.",
    discussion: """
      Joins the catalogue with the 'criteria' of scenarios and their steps, and with the last run \
      in the database. A behaviour is proved when all cases of a scenario that names it passed and \
      no scenario that names it failed, or when a Swift test proves it. Rows that no simulator can \
      show do not count.
      """)

  @Argument(help: "Scenario files, and folders with them. (default: scenarios)")
  var paths: [String] = []

  @Option(help: ArgumentHelp("The database with the run.", valueName: "file"))
  var db = ReportFiles.standardFolder + "/godwit.sqlite"

  @Option(help: ArgumentHelp("The catalogue: a JSON object a line.", valueName: "file"))
  var catalogue = ScenarioSource.standardFolder + "/catalogue.jsonl"

  @Option(help: "Which rows count: core, peripheral, or all.")
  var scope = Scope.core

  @Option(
    help: ArgumentHelp("End with 1 when less than this is proved.", valueName: "percent"))
  var minimum: Int?

  @Option(help: "How the result is written: text, or json for one object.")
  var format = OutputFormat.text

  /// Which rows of the catalogue count.
  enum Scope: String, ExpressibleByArgument, CaseIterable {
    case core
    case peripheral
    case all

    /// Nil means every scope.
    var rows: Catalogue.Scope? { Catalogue.Scope(rawValue: rawValue) }
  }

  func validate() throws {
    if let minimum, !(0...100).contains(minimum) {
      throw ValidationError("--minimum is a number from 0 to 100")
    }
  }

  func run() throws {
    let catalogue = try readCatalogue()
    let scenarios = try ScenarioSource.load(paths)
    let coverage = Coverage(
      catalogue, scope: scope.rows, scenarios: scenarios, verdicts: try lastVerdicts())
    if coverage.entries.isEmpty {
      throw CommandFailure(
        .nothingSelected, "\(self.catalogue): no row of scope \(scope.rawValue) is simulable")
    }
    for criterion in coverage.unknownCriteria {
      StandardStream.error.write("warning: \(criterion) is not in \(self.catalogue)\n")
    }
    switch format {
    case .text:
      StandardStream.output.write(CoverageText.text(coverage, scope: scope.rawValue))
    case .json:
      StandardStream.output.write(CoverageJSON.value(coverage).prettyText + "\n")
    }
    let counts = coverage.counts
    if let minimum, counts.proved * 100 < minimum * counts.rows {
      throw CommandFailure(.failed, "less than \(minimum) % is proved")
    }
  }

  private func readCatalogue() throws(CommandFailure) -> Catalogue {
    let text: String
    do throws(FileError) {
      text = try InputFile.text(catalogue)
    } catch {
      throw CommandFailure(.usage, "\(error); name the catalogue with --catalogue")
    }
    do throws(Catalogue.Problem) {
      return try Catalogue(parsing: text)
    } catch {
      throw CommandFailure(.usage, "\(catalogue):\(error.line): \(error.reason)")
    }
  }

  /// The verdicts of the run that started last, by scenario.
  private func lastVerdicts() throws(CommandFailure) -> [String: Verdict] {
    do throws(ResultStoreError) {
      let database = try ResultDatabase(path: db, mode: .read)
      let reader = RunReader(database: database)
      guard let id = try reader.newestRunID() else { throw .noRun(path: db) }
      let verdicts = try reader.verdicts(of: id)
      try database.close()
      return Dictionary(verdicts.map { ($0.scenario, $0.verdict) }) { first, _ in first }
    } catch {
      switch error {
      case .fileMissing, .noRun:
        throw CommandFailure(.usage, "\(error); run scenarios first, or name another with --db")
      default: throw CommandFailure(.usage, "\(error)")
      }
    }
  }
}
