/// How long a person waits before anything happens.
enum StartUp {
  static func measure(_ workspace: Workspace, _ table: inout ResultTable) throws {
    let file = workspace.folder + "/one.yaml"
    try workspace.write(PlainMigration.text(name: "one"), to: file)
    let floor = ("/bin/true", try time(["/bin/true"]))
    let bar = Duration.milliseconds(15)
    table.add(
      "start-up, `--version`", try time([workspace.binary, "--version"]), floor: floor, bar: bar)
    table.add(
      "start-up, `list` of one file", try time([workspace.binary, "list", file]), floor: floor,
      bar: bar)
  }

  private static func time(_ arguments: [String]) throws -> Measurement {
    var times: [Duration] = []
    for _ in 0..<60 {
      let process = try ChildProcess.run(arguments)
      guard process.exitStatus == 0 else {
        throw ChildProcess.Failure(reason: "\(arguments) ended with \(process.exitStatus)")
      }
      times.append(process.wallTime)
    }
    return Measurement(times)
  }
}
