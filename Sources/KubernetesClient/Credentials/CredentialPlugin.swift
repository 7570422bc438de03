import FoundationEssentials
import GodwitModel
import KubernetesYAML
import Subprocess
import SystemPackage

/// A program that a kubeconfig names to get credentials from
/// (client-go plugin/pkg/client/auth/exec/exec.go:435).
struct CredentialPlugin: Sendable {
  /// What a plugin has answered.
  struct Answer: Sendable {
    var credential: Credential
    /// Nil for a credential that does not expire.
    var expires: Instant?
  }

  private static let versions = ["v1", "v1beta1"].map { "client.authentication.k8s.io/" + $0 }

  private let configuration: ExecConfiguration
  private let userName: String
  /// Whether it may ask the person at the terminal.
  private let isInteractive: Bool
  private let environment: Secret<[String: String]>
  /// How long it may take; a person takes longer than a program.
  private let limit: Span

  /// - Parameters:
  ///   - cluster: What the plugin is told of the cluster if it is to know.
  ///   - limit: How long it may take; nil is a minute, or five where a person is asked.
  init(
    _ configuration: ExecConfiguration, userName: String, cluster: JSONValue,
    sources: ConnectionSources, limit: Span? = nil
  ) throws(ConnectionError) {
    self.configuration = configuration
    self.userName = userName
    isInteractive = try Self.check(configuration, sources)
    self.limit = limit ?? (isInteractive ? .minutes(5) : .minutes(1))
    var specification = JSONObject()
    if configuration.provideClusterInfo { specification["cluster"] = cluster }
    specification["interactive"] = .bool(isInteractive)
    let info: JSONValue = [
      "kind": "ExecCredential", "apiVersion": .string(configuration.apiVersion),
      "spec": .object(specification),
    ]
    var environment = sources.environment
    for variable in configuration.environment {
      environment[variable.name] = variable.value.revealed
    }
    environment["KUBERNETES_EXEC_INFO"] = info.text
    self.environment = Secret(environment)
  }

  /// client-go tools/clientcmd/validation.go:308; whether standard input goes to the plugin is
  /// plugin/pkg/client/auth/exec/exec.go:234.
  private static func check(
    _ configuration: ExecConfiguration, _ sources: ConnectionSources
  ) throws(ConnectionError) -> Bool {
    let place = configuration.place
    if configuration.command.isEmpty {
      throw place.error("\(place.field("command")) is not there; name the program to run")
    }
    if !versions.contains(configuration.apiVersion) {
      throw place.error(
        "\(place.field("apiVersion")) is \"\(configuration.apiVersion)\"; write "
          + versions.joined(separator: " or "))
    }
    if configuration.environment.contains(where: { $0.name.isEmpty }) {
      throw place.error("\(place.field("env")) has a variable without a name; add it")
    }
    guard let mode = ExecConfiguration.InteractiveMode(rawValue: configuration.interactiveMode)
    else {
      let modes = ExecConfiguration.InteractiveMode.allCases.map(\.rawValue)
      throw place.error(
        "\(place.field("interactiveMode")) is \"\(configuration.interactiveMode)\"; write "
          + modes.joined(separator: ", "))
    }
    switch mode {
    case .never: return false
    case .ifAvailable: return sources.isInteractive
    case .always:
      if sources.isInteractive { return true }
      throw place.error(
        "\(place.field("interactiveMode")) is Always, and standard input is not a terminal; run "
          + "this in a terminal or choose another --context")
    }
  }

  /// Runs the program. What it writes is never part of an error, but for the last line on standard
  /// error.
  func run() async throws(TransportError) -> Answer {
    let output: [UInt8]
    do {
      output = try await Deadline.within(limit) { try await execute() }
    } catch let error as TransportError {
      throw error
    } catch is Deadline.Passed {
      throw failure("did not end within \(limit) and was ended; run it by hand")
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw notFound
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw failure("writes more than 1 MiB; run it by hand")
    } catch is CancellationError {
      throw .cancelled
    } catch {
      if Task.isCancelled { throw .cancelled }
      throw failure("cannot be run; run it by hand")
    }
    return try answer(output)
  }

  private func execute() async throws -> [UInt8] {
    isInteractive
      ? try await execute(input: .currentStandardInput, error: .currentStandardError) { _ in "" }
      : try await execute(input: .none, error: .string(limit: 1 << 20)) { $0 ?? "" }
  }

  private func execute<Input: InputProtocol, Errors: ErrorOutputProtocol>(
    input: Input, error: Errors, text: (Errors.OutputType) -> String
  ) async throws -> [UInt8] {
    let command = configuration.command
    var options = PlatformOptions()
    if !isInteractive {
      // What the program has started goes with it.
      options.processGroupID = 0
      options.teardownSequence = [
        .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
      ]
    }
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment.revealed {
      if let key = Environment.Key(rawValue: name) { variables[key] = value }
    }
    let result = try await Subprocess.run(
      command.contains("/") ? .path(FilePath(command)) : .name(command),
      arguments: Arguments(configuration.arguments.revealed), environment: .custom(variables),
      platformOptions: options, input: input, output: .bytes(limit: 1 << 20), error: error)
    if !result.terminationStatus.isSuccess {
      if Task.isCancelled { throw CancellationError() }
      throw ended(result.terminationStatus, errors: text(result.standardError))
    }
    return result.standardOutput
  }

  private func ended(_ status: TerminationStatus, errors: String) -> TransportError {
    let last = Self.lastLine(errors)
    let way: String
    switch status {
    case .exited(let code): way = "ended with exit code \(code)"
    case .signaled(let signal): way = "was ended by signal \(signal)"
    }
    return failure(last.isEmpty ? "\(way); run it by hand" : "\(way): \(last)")
  }

  /// The last line that has something in it, without what a terminal would act upon.
  static func lastLine(_ text: String) -> String {
    let lines = text.split { $0.isNewline }.map { line in
      String(
        String.UnicodeScalarView(
          line.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
    return String((lines.last { !$0.allSatisfy(\.isWhitespace) } ?? "").prefix(300))
  }

  private var notFound: TransportError {
    let hint = Self.lastLine(configuration.installHint)
    let place = configuration.place
    return failure(
      "is not there or cannot be run; install it or mend \(place.field("command"))"
        + (hint.isEmpty ? "" : ": \(hint)"))
  }

  private func failure(_ text: String) -> TransportError {
    .credentials(
      "\(configuration.place.origin): the credential plugin \(configuration.command) "
        + "(\(configuration.place.path)) of user \"\(userName)\" \(text)")
  }

  private func answer(_ output: [UInt8]) throws(TransportError) -> Answer {
    guard let document = try? YAMLDocument(parsing: output),
      document.value["kind"] == "ExecCredential"
    else { throw failure("did not write an ExecCredential; run it by hand") }
    let version = document.value["apiVersion"]?.string ?? ""
    if version != configuration.apiVersion {
      throw failure(
        "answers with \"\(Self.lastLine(version))\"; mend \(configuration.place.field("apiVersion"))"
      )
    }
    guard let status = document.value["status"], status.object != nil else {
      throw failure("wrote no status; run it by hand")
    }
    var answer = Answer(credential: .none)
    if let token = status["token"]?.string, !token.isEmpty {
      guard let header = UserCredentials.bearer(token) else {
        throw failure("wrote a token that is not one line; run it by hand")
      }
      answer.credential.authorization = header
    }
    answer.credential.identity = try identity(status)
    if answer.credential.authorization == nil, answer.credential.identity == nil {
      throw failure("wrote neither a token nor a certificate; run it by hand")
    }
    if let text = status["expirationTimestamp"]?.string {
      guard let expires = Instant(parsing: text) else {
        throw failure("wrote an expirationTimestamp that is no time; run it by hand")
      }
      answer.expires = expires
    }
    return answer
  }

  private func identity(_ status: JSONValue) throws(TransportError) -> ClientIdentity? {
    let certificate = status["clientCertificateData"]?.string ?? ""
    let key = status["clientKeyData"]?.string ?? ""
    if certificate.isEmpty, key.isEmpty { return nil }
    if certificate.isEmpty || key.isEmpty {
      throw failure("wrote a certificate without its key, or a key alone; run it by hand")
    }
    do throws(ConnectionError) {
      return try PEM.identity(
        certificate: Array(certificate.utf8), from: "clientCertificateData",
        key: Array(key.utf8), from: "clientKeyData", place: configuration.place)
    } catch {
      throw failure("wrote no certificate with its key in PEM; run it by hand")
    }
  }
}
