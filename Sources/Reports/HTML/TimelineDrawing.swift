import GodwitModel

/// Draws a timeline as SVG: a lane for each node, VMs as bars that change lanes.
///
/// All lengths are tenths of a pixel. Colours are classes of the page's style sheet.
struct TimelineDrawing {
  static let labelWidth = 1400
  static let axisWidth = 8200
  private static let margin = 160
  static var width: Int { labelWidth + axisWidth + margin }
  private static let bandHeight = 220
  private static let rowHeight = 200
  private static let lanePadding = 60

  let timeline: Timeline
  let steps: [StepRecord]
  let finding: Finding?
  let scale: TimeScale
  private var svg = SVGWriter()
  private var y = 0
  private var lanes: [Lane] = []
  private var lanesTop = 0

  private struct Lane {
    var node: String?
    var packing: LanePacking
    var y: Int
    var height: Int
  }

  init(_ timeline: Timeline, attempt: AttemptRecord, scenario: ScenarioRecord) {
    self.timeline = timeline
    steps = attempt.steps
    finding = Finding.first(of: attempt, in: scenario)
    scale = TimeScale(
      from: timeline.start, to: timeline.end, moments: timeline.moments(steps: attempt.steps),
      width: Self.axisWidth)
  }

  /// The `<svg>` element.
  mutating func draw(label: String) -> String {
    svg = SVGWriter()
    y = 0
    layOutLanes()
    let height = lanesTop + lanes.reduce(0) { $0 + $1.height } + 260
    drawLanes()
    drawGrid(height: height)
    drawStepFlags(height: height)
    drawMarks()
    for migration in timeline.migrations { draw(migration) }
    for index in timeline.machines.indices { draw(machine: index) }
    drawFinding(height: height)
    let size = "0 0 \(Self.width / 10) \(height / 10)"
    return "<svg viewBox=\"\(size)\" role=\"img\" aria-label=\"\(HTMLText.escaped(label))\">"
      + svg.text + "</svg>"
  }

  private func x(_ instant: Instant) -> Int { Self.labelWidth + scale.place(of: instant) }

  private mutating func layOutLanes() {
    lanesTop = 2 * Self.bandHeight + timeline.migrations.count * Self.bandHeight + 80
    var top = lanesTop
    let waits = timeline.machines.contains { machine in
      machine.pods.contains { $0.node == nil && $0.interval.end - $0.interval.start >= .seconds(1) }
    }
    let nodes: [String?] = (waits ? [nil] : []) + timeline.nodes.map(Optional.some)
    lanes = nodes.map { node in
      let packing = LanePacking(timeline, node: node)
      let height = max(packing.rows, 1) * Self.rowHeight + Self.lanePadding
      defer { top += height }
      return Lane(node: node, packing: packing, y: top, height: height)
    }
  }

  private mutating func drawGrid(height: Int) {
    let bottom = height - 240
    let axis = height - 80
    for tick in scale.ticks(gap: 640) {
      let place = x(tick)
      svg.line(place, Self.bandHeight - 20, place, bottom, "tick")
      // The name of a cut takes the room of the labels beside it.
      let isCovered = scale.breaks.contains { abs((x($0.start) + x($0.end)) / 2 - place) < 620 }
      if isCovered { continue }
      let text = (tick - timeline.start).shortText
      svg.label(text, place, axis, "axis", anchor: "middle")
    }
    for gap in scale.breaks {
      let left = x(gap.start)
      let right = x(gap.end)
      let cut = (gap.end - gap.start).roundedText
      svg.rectangle(
        left, Self.bandHeight - 20, right - left, bottom - Self.bandHeight + 20, "cut",
        title: "\(cut) without a change, drawn short")
      svg.label("⋯ \(cut) ⋯", (left + right) / 2, axis, "axis cut-label", anchor: "middle")
    }
  }

  private mutating func drawStepFlags(height: Int) {
    svg.label("steps", 0, 150, "lane-label")
    // Steps that begin at one place share a flag.
    var flags: [(place: Int, steps: [StepRecord])] = []
    for step in steps {
      let place = x(step.startedAt)
      if let last = flags.last, place - last.place < 200 {
        flags[flags.count - 1].steps.append(step)
      } else {
        flags.append((place, [step]))
      }
    }
    for flag in flags {
      guard let first = flag.steps.first, let last = flag.steps.last else { continue }
      let text =
        flag.steps.count == 1 ? "\(first.index + 1)" : "\(first.index + 1)–\(last.index + 1)"
      let verdict = flag.steps.first { $0.verdict != .passed }?.verdict ?? .passed
      let width = 110 + 70 * text.count
      svg.line(flag.place, 30, flag.place, height - 240, "step-line")
      let title = flag.steps.map { "\($0.index + 1). \($0.title)" }.joined(separator: "\n")
      svg.rectangle(
        flag.place, 30, width, 150, "flag flag-\(verdict.rawValue)", radius: 20, title: title)
      svg.label(text, flag.place + width / 2, 145, "flag-text", anchor: "middle")
    }
  }

  private mutating func drawMarks() {
    let middle = Self.bandHeight + 100
    svg.label("requests", 0, middle + 40, "lane-label")
    for mark in timeline.marks {
      let place = x(mark.at)
      let title = (mark.at - timeline.start).shortText + "  " + mark.text
      switch mark.kind {
      case .request(let isRefused):
        svg.circle(place, middle, 45, isRefused ? "request refused" : "request", title: title)
      case .fault:
        svg.path(
          [
            (place, middle - 70), (place + 60, middle), (place, middle + 70),
            (place - 60, middle), (place, middle - 70),
          ], "fault", title: title)
      case .warning:
        svg.path(
          [
            (place, middle - 60), (place + 65, middle + 55), (place - 65, middle + 55),
            (place, middle - 60),
          ], "warning", title: title)
      }
    }
    y = 2 * Self.bandHeight
  }

  private mutating func draw(_ migration: Timeline.Migration) {
    svg.label(TimelineText.shortened(migration.name), 0, y + 140, "lane-label")
    for phase in migration.phases {
      let left = x(phase.interval.start)
      let width = max(x(phase.interval.end) - left, 20)
      let name = phase.name.isEmpty ? "created" : phase.name
      let times =
        (phase.interval.start - timeline.start).shortText + " – "
        + (phase.interval.end - timeline.start).shortText
      svg.rectangle(
        left, y + 30, width, 150, "phase phase-\(TimelineText.phaseClass(phase.name))",
        radius: 15, title: "\(migration.name) of \(migration.machine): \(name), \(times)")
      if width > 62 * name.count + 60 {
        svg.label(
          name, left + 50, y + 140, "bar-text phase-text-\(TimelineText.phaseClass(phase.name))")
      }
    }
    y += Self.bandHeight
  }

  private mutating func drawLanes() {
    for (index, lane) in lanes.enumerated() {
      svg.rectangle(
        0, lane.y, Self.width, lane.height, index % 2 == 0 ? "lane" : "lane lane-even")
      let name = lane.node ?? "no node yet"
      svg.label(
        TimelineText.shortened(name), 0, lane.y + lane.height / 2 + 40,
        lane.node == nil ? "lane-label unscheduled" : "lane-label node-label")
      for state in timeline.nodeStates where state.node == lane.node {
        let left = x(state.interval.start)
        svg.rectangle(
          left, lane.y, x(state.interval.end) - left, lane.height,
          state.kind == .cordoned ? "cordoned" : "not-ready",
          title: "\(state.node) is \(state.kind.rawValue)")
        svg.label(
          state.kind.rawValue, Self.width - Self.margin - 20, lane.y + 110, "state-text",
          anchor: "end")
      }
    }
  }

  /// The middle of a machine's row in the lane of `node`.
  private func middle(_ machine: Int, on node: String?) -> Int? {
    guard let lane = lanes.first(where: { $0.node == node }),
      let row = lane.packing.row(of: machine)
    else { return nil }
    return lane.y + Self.lanePadding / 2 + row * Self.rowHeight + Self.rowHeight / 2
  }

  private mutating func draw(machine index: Int) {
    let machine = timeline.machines[index]
    let colour = "vm\(index % 8)"
    for pod in machine.pods {
      guard let middle = middle(index, on: pod.node) else { continue }
      let left = x(pod.interval.start)
      svg.rectangle(
        left, middle - 25, max(x(pod.interval.end) - left, 20), 50,
        pod.node == nil ? "pod waiting \(colour)" : "pod \(colour)",
        title: "pod \(pod.name)" + (pod.node.map { " on \($0)" } ?? ", not scheduled"))
    }
    for (before, after) in zip(machine.stays, machine.stays.dropFirst()) {
      guard let from = middle(index, on: before.node), let to = middle(index, on: after.node) else {
        continue
      }
      svg.line(x(after.interval.start), from, x(after.interval.start), to, "move \(colour)")
    }
    for stay in machine.stays {
      guard let middle = middle(index, on: stay.node) else { continue }
      let left = x(stay.interval.start)
      let width = max(x(stay.interval.end) - left, 20)
      let times =
        (stay.interval.start - timeline.start).shortText + " – "
        + (stay.interval.end - timeline.start).shortText
      svg.rectangle(
        left, middle - 75, width, 150, "stay \(colour)", radius: 25,
        title: "\(machine.name) on \(stay.node), \(times)")
      if width > 65 * machine.name.count + 80 {
        svg.label(machine.name, left + 60, middle + 38, "bar-text")
      }
    }
  }

  private mutating func drawFinding(height: Int) {
    guard let finding, let expectation = finding.expectation else { return }
    let place = x(expectation.decidedAt)
    svg.line(place, 30, place, height - 240, "finding finding-\(finding.verdict.rawValue)")
    svg.path(
      [
        (place - 50, height - 240), (place + 50, height - 240), (place, height - 310),
        (place - 50, height - 240),
      ], "finding-mark finding-\(finding.verdict.rawValue)",
      title:
        "\(finding.verdict.rawValue) at \((expectation.decidedAt - timeline.start).description)")
  }
}
