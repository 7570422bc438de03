import GodwitModel
import Mustache

/// The run as one HTML page that needs nothing else: no network, no files beside it.
///
/// It works without JavaScript, which only filters. Scenarios that did not pass, and the first
/// that did, have their steps, requests, changes and timelines; the others are rows, so that the
/// page of ten thousand scenarios stays usable.
package struct HTMLReport: Sendable {
  /// How much of a run the page tells in full.
  package struct Limits: Hashable, Sendable {
    /// Scenarios that did not pass, or not at once.
    package var detailedNotPassed = 200
    package var detailedPassed = 50
    /// Observed changes of an attempt that did not pass, and of one that did.
    package var changesNotPassed = 400
    package var changesPassed = 100

    package init() {}
  }

  private let templates: MustacheLibrary
  private let limits: Limits

  /// Compiles the templates, which is why it may throw; that they compile is tested.
  package init(limits: Limits = Limits()) throws {
    self.limits = limits
    templates = MustacheLibrary(templates: [
      "page": try MustacheTemplate(string: PageTemplates.page),
      "scenario": try MustacheTemplate(string: PageTemplates.scenario),
      "attempt": try MustacheTemplate(string: PageTemplates.attempt),
      "finding": try MustacheTemplate(string: PageTemplates.finding),
    ])
  }

  /// The page, the same bytes for the same record.
  package func html(_ record: RunRecord) -> String {
    let page = PageModel(record, limits: limits)
    return templates.render(page.values, withTemplate: "page") ?? ""
  }
}
