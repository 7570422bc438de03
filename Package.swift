// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  // For what is generic and public; declarations of the package are not inlined across modules.
  // Exclusive access is checked by the tests, which are built for debugging.
  .unsafeFlags(
    ["-cross-module-optimization", "-enforce-exclusivity=unchecked"],
    .when(configuration: .release)),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// Tests read their fixtures from the sources, so the build has nothing to do with them.
func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], fixtures: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, exclude: fixtures,
    swiftSettings: settings)
}

let package = Package(
  name: "godwit",
  products: [
    .executable(name: "godwit", targets: ["godwit"]),
    // For Benchmarks/ alone, which is a package of its own.
    .library(
      name: "GodwitInternals",
      targets: [
        "BackendInterface", "Engine", "GodwitModel", "KubernetesClient", "LiveBackend",
        "ResultStore", "ScenarioFormat", "Simulator", "SimulatorBackend",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    // For the paths of programs, which swift-subprocess takes as its FilePath.
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    library("GodwitModel"),
    library("BackendInterface", ["GodwitModel"]),
    library("GivenObjects", ["GodwitModel"]),
    library("ScenarioFormat", ["GodwitModel", "CYAML"]),
    library("Engine", ["GodwitModel", "BackendInterface"]),
    library(
      "Simulator",
      [
        "GivenObjects", "GodwitModel",
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    library("SimulatorBackend", ["GodwitModel", "BackendInterface", "Simulator"]),
    library("KubernetesYAML", ["GodwitModel", "CYAML"]),
    library(
      "KubernetesClient",
      [
        "GodwitModel", "KubernetesYAML",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    library(
      "LiveBackend", ["BackendInterface", "GivenObjects", "GodwitModel", "KubernetesClient"]),
    library(
      "APIService",
      [
        "GodwitModel", "KubernetesYAML", "Simulator",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    library("Runner", ["GodwitModel", "BackendInterface", "Engine"]),
    library(
      "ResultStore",
      [
        "GodwitModel", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    library("Reports", ["GodwitModel", .product(name: "Mustache", package: "swift-mustache")]),
    library(
      "GodwitCommands",
      [
        "APIService", "BackendInterface", "Engine", "GodwitModel", "KubernetesClient",
        "LiveBackend", "Reports", "ResultStore", "Runner", "ScenarioFormat", "Simulator",
        "SimulatorBackend",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "godwit", dependencies: ["GodwitCommands"], swiftSettings: settings),

    // What goes wrong between a client and a server, for the tests of two modules.
    .target(
      name: "FaultProxy",
      dependencies: [
        "APIService", "GodwitModel", "KubernetesClient", "Simulator",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ], path: "Tests/FaultProxy", swiftSettings: settings),

    tests("GodwitModel", ["GodwitModel"]),
    tests("ScenarioFormat", ["GodwitModel", "ScenarioFormat"], fixtures: ["Fixtures"]),
    tests("Engine", ["BackendInterface", "Engine", "GodwitModel"], fixtures: ["Fixtures"]),
    tests("GivenObjects", ["GivenObjects", "GodwitModel"]),
    tests(
      "Simulator", ["GivenObjects", "GodwitModel", "Simulator"], fixtures: ["APIServer/Fixtures"]),
    tests(
      "APIService",
      [
        "APIService", "GodwitModel", "Simulator",
        .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ], fixtures: ["Fixtures"]),
    tests("KubernetesYAML", ["GodwitModel", "KubernetesYAML"]),
    tests(
      "KubernetesClient",
      [
        "APIService", "FaultProxy", "GodwitModel", "KubernetesClient", "KubernetesYAML",
        "Simulator",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    tests(
      "LiveBackend",
      [
        "APIService", "BackendInterface", "Engine", "FaultProxy", "GivenObjects", "GodwitModel",
        "KubernetesClient", "LiveBackend", "Runner", "ScenarioFormat", "Simulator",
        "SimulatorBackend",
      ]),
    tests("Runner", ["BackendInterface", "Engine", "GodwitModel", "Runner", "SimulatorBackend"]),
    tests(
      "ResultStore",
      ["GodwitModel", "ResultStore", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("Reports", ["GodwitModel", "Reports"], fixtures: ["Goldens"]),
    tests(
      "Conformance",
      [
        "BackendInterface", "Engine", "GodwitModel", "Runner", "ScenarioFormat", "Simulator",
        "SimulatorBackend",
      ], fixtures: ["Fixtures"]),
    tests("EndToEnd", ["GodwitModel", "ResultStore"], fixtures: ["Fixtures"]),
    tests("Repository", ["GodwitModel"]),
  ]
)
