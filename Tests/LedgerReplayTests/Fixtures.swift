import Foundation
import Testing

/// The package's fixtures.
enum Fixtures {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fixtures")

    static let twoYears = path("history/two-years.jsonl")

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}

/// Compares a text with a file below `Fixtures/snapshots`, or writes the file under `RECORD_SNAPSHOTS=1` and fails.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = Fixtures.folder.appendingPathComponent("snapshots/\(name)")
    guard ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" else {
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected, "\(name)", sourceLocation: sourceLocation)
        return
    }
    try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
}
