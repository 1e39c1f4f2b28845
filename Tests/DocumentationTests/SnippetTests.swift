import Testing

@Suite struct `Code in the documentation` {
    @Test func `is compiled and run, line for line`() throws {
        let snippets = try Snippets.all()
        let known = Set(snippets.values.map(\.lines))
        for page in Snippets.pages() {
            for block in Snippets.blocks(in: try Snippets.lines(of: page), page) {
                let isKnown = known.contains(block.lines)
                #expect(isKnown, "\(block.place): no snippet says\n\(Self.text(block.lines))")
            }
        }
    }

    @Test func `shows every snippet that is tested`() throws {
        var shown: Set<[String]> = []
        for page in Snippets.pages() {
            shown.formUnion(Snippets.blocks(in: try Snippets.lines(of: page), page).map(\.lines))
        }
        for (name, snippet) in try Snippets.all() {
            let isShown = shown.contains(snippet.lines)
            #expect(isShown, "\(snippet.place): snippet \(name) stands in no page")
        }
    }

    @Test func `stands in every library's article`() throws {
        let pages = Snippets.pages()
        for library in ["ClaimLedger", "ClaimProjections", "ClaimCommands", "ClaimLedgerTesting"] {
            let own = pages.filter { $0.hasPrefix("Sources/\(library)/") }
            #expect(own.contains("Sources/\(library)/Documentation.docc/\(library).md"))
            let blocks = try own.flatMap { Snippets.blocks(in: try Snippets.lines(of: $0), $0) }
            #expect(!blocks.isEmpty, "\(library) has no article with code")
        }
    }

    @Test(arguments: ["ClaimLedger", "ClaimProjections", "ClaimCommands", "ClaimLedgerTesting"])
    func `is found from the landing page, whatever the type`(_ library: String) throws {
        let page = try Snippets.lines(of: "Sources/\(library)/Documentation.docc/\(library).md")
        let listed = Set(page.filter { $0.hasPrefix("- ``") }.map { String($0.dropFirst(4).dropLast(2)) })
        let words = ["public struct ", "public enum ", "public final class ", "public protocol ", "public typealias "]
        var declared: Set<String> = []
        for file in Snippets.files(below: "Sources/\(library)", where: { $0.hasSuffix(".swift") }) {
            for line in try Snippets.lines(of: file) {
                guard let word = words.first(where: line.hasPrefix) else { continue }
                declared.insert(String(line.dropFirst(word.count).prefix { $0.isLetter || $0.isNumber }))
            }
        }
        #expect(declared.subtracting(listed).sorted() == [], "these stand in no topic")
        #expect(listed.subtracting(declared).sorted() == [], "these are no types of \(library)")
    }

    @Test func `is read from marked regions, without their indentation`() throws {
        let source = ["// snippet: one", "import A", "// end", "x"]
        let body = ["    // snippet: one", "    if a {", "        b", "", "    }", "    // end"]
        let found = try Snippets.snippets(in: source + body, "file")
        #expect(found.mapValues(\.lines) == ["one": ["import A", "", "if a {", "    b", "", "}"]])
        #expect(throws: SnippetError.self) { try Snippets.snippets(in: ["// snippet: one"], "file") }
        #expect(throws: SnippetError.self) { try Snippets.snippets(in: ["// snippet: a", "// snippet: b"], "file") }
        let page = ["```swift", "a", "```", "```", "text", "```", "```swift", "b"]
        #expect(Snippets.blocks(in: page, "page").map(\.lines) == [["a"], ["b"]])
    }

    private static func text(_ lines: [String]) -> String { lines.map { "  \($0)" }.joined(separator: "\n") }
}
