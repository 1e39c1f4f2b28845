import Foundation
import Testing

/// The rules of the house that a program can check.
@Suite struct `The tree is tidy` {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func files(below folder: String, ending suffix: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?
            .compactMap { $0 as? String }
        return (names ?? []).filter { $0.hasSuffix(suffix) }.map { "\(folder)/\($0)" }.sorted()
    }

    static func lines(of file: String) throws -> [Substring] {
        let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    static let sources = files(below: "Sources", ending: ".swift")
    static let libraries = sources.filter { !$0.hasPrefix("Sources/ledger-replay/") }

    @Test(arguments: sources + files(below: "Tests", ending: ".swift"))
    func `no file is longer than 400 lines`(_ file: String) throws {
        #expect(try Self.lines(of: file).count <= 401)
    }

    @Test(arguments: sources)
    func `only the storage layer imports LMDB`(_ file: String) throws {
        let imports = try Self.lines(of: file).contains { $0.hasSuffix("import CLMDB") }
        #expect(!imports || file.hasPrefix("Sources/ClaimLedger/Storage/LMDB/"))
    }

    @Test(arguments: libraries)
    func `libraries neither print nor give up`(_ file: String) throws {
        for line in try Self.lines(of: file) {
            let code = line.drop { $0 == " " }
            guard !code.hasPrefix("//") else { continue }
            for banned in ["try!", "fatalError(", " print(", " Date()", "(Date()"] {
                #expect(!code.contains(banned), "\(file): \(code)")
            }
        }
    }

    @Test(arguments: libraries.filter { $0.hasPrefix("Sources/ClaimProjections/") })
    func `projections know no file, no clock and no Foundation`(_ file: String) throws {
        for line in try Self.lines(of: file) where line.hasPrefix("import ") || line.hasPrefix("public import ") {
            #expect(line.hasSuffix("import ClaimLedger"), "\(file): \(line)")
        }
        #expect(try !Self.lines(of: file).contains { $0.contains("systemNow") })
    }

    @Test func `the rulebook's ids of these sections each have a scenario`() throws {
        let ids =
            (1...24).map { "PA-\($0)" } + (30...37).map { "PA-\($0)" }
            + (1...6).map { "TIME-\($0)" } + (1...4).map { "FACT-\($0)" } + (1...4).map { "PA-CLAIM-\($0)" }
            + (1...25).map { "CPOR-\($0)" } + (1...5).map { "OWN-\($0)" } + (1...5).map { "CONF-\($0)" }
            + (1...4).map { "ACT-\($0)" } + (1...5).map { "ELIG-\($0)" } + ["VIS-1", "VIS-2"]
            + ["POE-1", "POE-2", "POE-10", "POE-11", "POE-12"]
            + (1...4).map { "VIEW-\($0)" } + ["NOTE-1"] + (1...3).map { "TICKET-\($0)" } + (1...4).map { "FTC-\($0)" }
        var named: Set<String> = []
        for file in Self.files(below: "Fixtures", ending: ".scenario.json") {
            let value = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.root.appending(path: file)))
            named.formUnion(((value as? [String: Any])?["rules"] as? [String]) ?? [])
        }
        let absent = ids.filter { !named.contains($0) }
        #expect(absent.isEmpty, "no scenario names \(absent.joined(separator: ", "))")
    }
}
