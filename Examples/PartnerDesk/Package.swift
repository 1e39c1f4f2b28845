// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "PartnerDesk",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "ClaimLedger", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "partner-desk",
            dependencies: [
                .product(name: "ClaimLedger", package: "ClaimLedger"),
                .product(name: "ClaimProjections", package: "ClaimLedger"),
                .product(name: "ClaimCommands", package: "ClaimLedger"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ])
    ],
    swiftLanguageModes: [.v6]
)
