// swift-tools-version: 6.2
import PackageDescription

/// A package of its own, because everything in it is built with `-sanitize=fuzzer`; see `Scripts/fuzz`.
let package = Package(
    name: "Fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "ClaimLedger", path: "..")],
    targets: [
        .executableTarget(
            name: "ledger-fuzz", dependencies: [.product(name: "ClaimLedgerTesting", package: "ClaimLedger")])
    ],
    swiftLanguageModes: [.v6]
)
