import ClaimLedger
import ClaimProjections
import Foundation
import Testing

@Suite struct `Generated pages of the documentation` {
    static let pages: [(String, @Sendable () -> String)] = [
        ("Documentation/rules.md", { RulePage(of: ClaimProcess.allCases).markdown }),
        (
            "Documentation/diagrams.md",
            { StateDiagram.markdown(of: ClaimProcess.allCases.map { StateDiagram(of: $0) }) }
        ),
    ]

    /// `RECORD_SNAPSHOTS=1` writes the pages anew, and fails.
    @Test(arguments: pages.indices)
    func `a page is what the rows print`(_ index: Int) throws {
        let (name, text) = Self.pages[index]
        let file = ProjectFiles.root.appending(path: name)
        guard ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" else {
            let written = String(decoding: try ProjectFiles.contents(name), as: UTF8.self)
            #expect(written == text(), "\(name): RECORD_SNAPSHOTS=1 writes it anew")
            return
        }
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text().write(to: file, atomically: true, encoding: .utf8)
        Issue.record("recorded \(name)")
    }
}
