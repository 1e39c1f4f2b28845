// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: the compiler's strictest checks, and no warning left standing.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// What only `Scripts/docs` needs: the plugin is resolved where this variable is set, so that embedders never fetch it.
let documentation: [Package.Dependency] =
    Context.environment["CLAIMLEDGER_DOCS"] == nil
    ? [] : [.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")]

let package = Package(
    name: "ClaimLedger",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "ClaimLedger", targets: ["ClaimLedger"]),
        .library(name: "ClaimProjections", targets: ["ClaimProjections"]),
        .library(name: "ClaimCommands", targets: ["ClaimCommands"]),
        .library(name: "ClaimDeadlineService", targets: ["ClaimDeadlineService"]),
        .library(name: "ClaimLedgerTesting", targets: ["ClaimLedgerTesting"]),
        .executable(name: "ledger-replay", targets: ["ledger-replay"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ] + documentation,
    targets: [
        .systemLibrary(
            name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"]), .brew(["lmdb"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(
            name: "ClaimLedger",
            dependencies: [
                "CLMDB", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict + [.enableExperimentalFeature("Lifetimes"), .strictMemorySafety()]),
        .target(name: "ClaimProjections", dependencies: ["ClaimLedger"], swiftSettings: strict),
        .target(name: "ClaimCommands", dependencies: ["ClaimLedger", "ClaimProjections"], swiftSettings: strict),
        .target(
            name: "ClaimDeadlineService",
            dependencies: [
                "ClaimCommands", .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "ClaimLedgerTesting",
            dependencies: [
                "ClaimLedger", "ClaimProjections", "ClaimCommands",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "ledger-replay",
            dependencies: [
                "ClaimLedger", "ClaimProjections", "ClaimCommands", "ClaimLedgerTesting", "CZlib",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "ledger-torture",
            dependencies: [
                "ClaimLedger", "ClaimProjections", "ClaimCommands", "ClaimLedgerTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ClaimLedgerTests",
            dependencies: [
                "ClaimLedger", "ClaimLedgerTesting", .product(name: "Logging", package: "swift-log"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            swiftSettings: strict + [.enableExperimentalFeature("Lifetimes")]),
        .testTarget(name: "TidyTests", swiftSettings: strict),
        .testTarget(
            name: "DocumentationTests",
            dependencies: ["ClaimLedger", "ClaimProjections", "ClaimCommands", "ClaimLedgerTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "ClaimProjectionsTests",
            dependencies: ["ClaimLedger", "ClaimProjections", "ClaimCommands", "ClaimLedgerTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "ClaimCommandsTests",
            dependencies: [
                "ClaimLedger", "ClaimProjections", "ClaimCommands", "ClaimDeadlineService", "ClaimLedgerTesting",
                "ledger-replay", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LedgerReplayTests", dependencies: ["ClaimLedger", "ClaimLedgerTesting", "ledger-replay"],
            swiftSettings: strict),
        .testTarget(
            name: "TortureTests", dependencies: ["ClaimLedger", "ClaimLedgerTesting", "ledger-torture"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
