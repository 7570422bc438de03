import ArgumentParser

/// Where results go.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The database to which the run is added. (default: reports/godwit.sqlite)",
      valueName: "file"))
  var db: String?

  @Option(
    help: ArgumentHelp("The JUnit XML file. (default: reports/junit.xml)", valueName: "file"))
  var junit: String?

  @Option(
    help: ArgumentHelp("The HTML report. (default: reports/index.html)", valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp("Write each event of the run as a line of JSON.", valueName: "file"))
  var events: String?

  @Flag(help: "Write nothing but the files that are named.")
  var noReports = false

  @Option(
    help: ArgumentHelp(
      "What to keep: objects keeps the whole objects of scenarios that passed, too; without a "
        + "value, or namespaces, the namespaces on a cluster of those that did not.",
      valueName: "what"))
  var keep: [Kept] = []

  /// What is kept.
  enum Kept: String, ExpressibleByArgument, CaseIterable {
    case objects
    case namespaces
  }

  var keepsObjects: Bool { keep.contains(.objects) }
  var keepsNamespaces: Bool { keep.contains(.namespaces) }

  init() {}

  /// The files to write, after defaults and `--no-reports`.
  var files: ReportFiles {
    func path(_ given: String?, _ standard: String) -> String? {
      given ?? (noReports ? nil : ReportFiles.standardFolder + "/" + standard)
    }
    return ReportFiles(
      database: path(db, "godwit.sqlite"), junit: path(junit, "junit.xml"),
      html: path(html, "index.html"), events: events)
  }
}

/// The files that a run writes; nil means not.
struct ReportFiles: Hashable {
  static let standardFolder = "reports"

  var database: String?
  var junit: String?
  var html: String?
  var events: String?
}
