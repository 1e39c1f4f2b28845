import Foundation

/// The code that articles show: regions of the sources in `Code`, compiled and run as tests.
///
/// A region begins behind `// snippet: name` and ends before `// end`. Regions of one name make one snippet, an empty line
/// between them, so that the imports of a file can stand before the body of a test.
enum Snippets {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A block of code in an article, or a snippet, with where it stands.
    struct Block: Sendable {
        var place: String
        var lines: [String]
    }

    static func path(of file: String) -> String { root.appending(path: file).path }

    static func lines(of file: String) throws -> [String] {
        let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Files below a folder, relative to the project, in the order of their paths.
    static func files(below folder: String, where isWanted: (String) -> Bool) -> [String] {
        let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?
            .compactMap { $0 as? String }
        return (names ?? []).map { "\(folder)/\($0)" }.filter(isWanted).sorted()
    }

    /// The README, and every page of every catalogue.
    static func pages() -> [String] {
        ["README.md"] + files(below: "Sources") { $0.contains("/Documentation.docc/") && $0.hasSuffix(".md") }
    }

    /// Every snippet by its name.
    static func all() throws -> [String: Block] {
        var found: [String: Block] = [:]
        for file in files(below: "Tests/DocumentationTests/Code", where: { $0.hasSuffix(".swift") }) {
            for (name, block) in try snippets(in: lines(of: file), file) {
                guard found[name] == nil else { throw SnippetError("\(block.place): a second snippet \(name)") }
                found[name] = block
            }
        }
        return found
    }

    static func snippets(in lines: [String], _ file: String) throws -> [String: Block] {
        var found: [String: Block] = [:]
        var open: (name: String, lines: [String])?
        for (index, line) in lines.enumerated() {
            let words = line.drop { $0 == " " }
            let place = "\(file):\(index + 1)"
            if words.hasPrefix("// snippet: ") {
                guard open == nil else { throw SnippetError("\(place): a snippet begins within another") }
                open = (String(words.dropFirst(12)), [])
            } else if words == "// end", let region = open {
                let earlier = found[region.name].map { $0.lines + [""] } ?? []
                found[region.name] = Block(place: place, lines: earlier + dedented(region.lines))
                open = nil
            } else {
                open?.lines.append(line)
            }
        }
        if let open { throw SnippetError("\(file): snippet \(open.name) has no end") }
        return found
    }

    /// Every block of Swift in a page.
    static func blocks(in lines: [String], _ file: String) -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("```"), let block = open {
                blocks.append(block)
                open = nil
            } else if line == "```swift" {
                open = Block(place: "\(file):\(index + 1)", lines: [])
            } else {
                open?.lines.append(line)
            }
        }
        return blocks + (open.map { [$0] } ?? [])
    }

    private static func dedented(_ lines: [String]) -> [String] {
        let indents = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }
        let width = indents.min() ?? 0
        return lines.map { String($0.dropFirst(width)) }
    }
}

/// Why the snippets cannot be read.
struct SnippetError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
