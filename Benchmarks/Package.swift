// swift-tools-version: 6.2
import PackageDescription

/// The settings of the main package's targets.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A package of its own, so that embedders never fetch what only measuring needs; see `README.md` here.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "ClaimLedger", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        // No traits: its counts of allocations would need jemalloc.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .target(
            name: "MadeHistories",
            dependencies: [
                .product(name: "ClaimLedger", package: "ClaimLedger"),
                .product(name: "ClaimLedgerTesting", package: "ClaimLedger"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "ledger-count",
            dependencies: [
                "MadeHistories",
                .product(name: "ClaimLedger", package: "ClaimLedger"),
                .product(name: "ClaimProjections", package: "ClaimLedger"),
                .product(name: "ClaimLedgerTesting", package: "ClaimLedger"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "ledger-bench",
            dependencies: [
                "MadeHistories",
                .product(name: "ClaimLedger", package: "ClaimLedger"),
                .product(name: "ClaimProjections", package: "ClaimLedger"),
                .product(name: "ClaimCommands", package: "ClaimLedger"),
                .product(name: "ClaimLedgerTesting", package: "ClaimLedger"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "Micro",
            dependencies: [
                "MadeHistories",
                .product(name: "ClaimLedger", package: "ClaimLedger"),
                .product(name: "ClaimProjections", package: "ClaimLedger"),
                .product(name: "ClaimLedgerTesting", package: "ClaimLedger"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Micro",
            swiftSettings: strict,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ],
    swiftLanguageModes: [.v6]
)
