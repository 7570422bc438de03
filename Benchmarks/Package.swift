// swift-tools-version: 6.2
import PackageDescription

// What is measured is `package` in Godwit, so this package is compiled with the same package name,
// which SwiftPM takes from the directory of the checkout.
let checkout = Context.packageDirectory.split(separator: "/").dropLast().last ?? ""
let packageName = String(
  checkout.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "godwit", path: "..")],
  targets: [
    .executableTarget(
      name: "GodwitBenchmarks",
      dependencies: [.product(name: "GodwitInternals", package: "godwit")],
      packageAccess: false,
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .unsafeFlags(["-package-name", packageName]),
      ])
  ]
)
