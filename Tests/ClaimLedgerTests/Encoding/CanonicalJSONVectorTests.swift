import ClaimLedger
import Foundation
import Testing

/// The published vectors of RFC 8785, read where they lie; they are not part of this project.
@Suite(.enabled(if: Vectors.areBesideTheCheckout, "../shared/vectors is not beside the checkout: RFC 8785 not checked"))
struct `RFC 8785 vectors` {
    /// The cases that need what the ledger refuses, and the kind of refusal.
    private static let refusals = [
        "french.json": "is not ASCII",
        "structures.json": "has a fraction",
        "values.json": "has a fraction",
        "weird.json": "is not ASCII",
    ]

    @Test func `inside the restriction the bytes are those expected, outside it the input is refused`() throws {
        let cases = try Vectors.load().cases
        #expect(Set(cases.map(\.name)).isSuperset(of: Self.refusals.keys))
        #expect(cases.count > Self.refusals.count)
        for vector in cases {
            let input = Array(vector.input_utf8.utf8)
            if let kind = Self.refusals[vector.name] {
                let error = #expect(throws: JSONError.self) { try JSONValue(parsing: input) }
                #expect(error?.reason.contains(kind) == true, "\(vector.name)")
            } else {
                let bytes = try JSONValue(parsing: input).canonicalBytes()
                #expect(bytes.map { String(format: "%02x", $0) }.joined() == vector.canonical_hex, "\(vector.name)")
            }
        }
    }

    @Test func `of the canonical numbers only integers every reader keeps exactly are taken`() throws {
        for number in try Vectors.load().numbers_ieee754_hex {
            let parsed = Result { try JSONValue(parsing: Array(number.expected.utf8)) }
            if number.expected == "0" {
                #expect(try parsed.get() == 0)
            } else {
                let error = #expect(throws: JSONError.self) { try parsed.get() }
                let kinds = ["has a fraction", "has an exponent", "is outside ±9007199254740991"]
                #expect(kinds.contains { error?.reason.contains($0) == true }, "\(number.expected)")
            }
        }
    }
}

/// The file of vectors, with the member names it has.
private struct Vectors: Decodable {
    struct Case: Decodable {
        let name: String
        let input_utf8: String
        let canonical_hex: String
    }
    struct Number: Decodable {
        let expected: String
    }
    let cases: [Case]
    let numbers_ieee754_hex: [Number]

    static let areBesideTheCheckout = FileManager.default.fileExists(atPath: file.path)

    static func load() throws -> Vectors {
        try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
    }

    /// Four folders up from this file is the package, and the vectors lie beside it.
    private static let file: URL = {
        let package = (1...4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return package.deletingLastPathComponent().appending(path: "shared/vectors/jcs-rfc8785.json")
    }()
}
