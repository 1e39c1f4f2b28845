// swift-tools-version: 6.2
import PackageDescription

/// What libFuzzer needs: its own `main`, and code that tells it which way it went.
let fuzzed: [SwiftSetting] = [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])]

/// The fuzzers are a package of their own, so that nobody who embeds the ledger gets their flags; see `Scripts/fuzz`.
let package = Package(
    name: "Fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "ClaimLedger", path: "..")],
    targets: ["Events", "Headers", "Notes", "Proofs"].map { input in
        .executableTarget(
            name: "Fuzz\(input)",
            dependencies: [.product(name: "ClaimLedgerTesting", package: "ClaimLedger")],
            swiftSettings: fuzzed, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
    },
    swiftLanguageModes: [.v6]
)
