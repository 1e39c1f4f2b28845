import Foundation
import Testing

@testable import ClaimLedger

/// The published vectors of checkpoints.
@Suite(.enabled(if: EvidenceVectors.areBesideTheCheckout, "\(EvidenceVectors.absence)"))
struct `Checkpoint vectors` {
    private struct File: Decodable {
        struct Parse: Decodable {
            let note, origin: String
            let size: UInt64
            let root_b64, cosigner, cosigner_key_id, cosigned_message: String?
            let cosignature_timestamp: UInt64?
        }
        struct TreeText: Decodable {
            let text: String
            let size: UInt64
            let hash_of_leaf_utf8: String
        }
        struct Text: Decodable {
            let desc, text: String
        }
        let parse: [Parse]
        let tree_text: TreeText
        let reject_text: [String]
        let parser_valid, parser_invalid: [Text]
    }

    private let file: File

    init() throws { file = try EvidenceVectors.load("checkpoint-format") }

    @Test func `are read and printed as they were`() throws {
        for vector in file.parse {
            let read = try SignedCheckpoint(parsing: Array(vector.note.utf8))
            #expect(read.bytes == Array(vector.note.utf8))
            #expect(read.checkpoint.text == read.note.text)
            #expect(read.checkpoint.origin == vector.origin)
            #expect(read.checkpoint.size == vector.size)
            if let root = vector.root_b64 {
                #expect(read.checkpoint.root.bytes == Data(base64Encoded: root).map(Array.init))
            }
            #expect(read.checkpoint.extensions.isEmpty)
            guard let cosigner = vector.cosigner else { continue }
            let line = try #require(read.note.signatures.last)
            #expect("\(line.name)" == cosigner)
            #expect("\(line.keyID)" == vector.cosigner_key_id)
            let seconds = try #require(line.seconds(as: .cosignature))
            #expect(seconds == vector.cosignature_timestamp)
            let message = Cosignature.message(read.note.text, seconds: seconds)
            #expect(String(decoding: message, as: UTF8.self) == vector.cosigned_message)
        }
    }

    @Test func `of Go's checksum database are read, and refused where they must be`() throws {
        let tree = try Checkpoint(parsing: Array(file.tree_text.text.utf8))
        #expect(tree.size == file.tree_text.size)
        #expect(tree.root == .leaf(Array(file.tree_text.hash_of_leaf_utf8.utf8)))
        #expect(tree.text == Array(file.tree_text.text.utf8))
        try tree.checkOrigin(isOneOf: ["go.sum database tree"])

        #expect(file.reject_text.count == 3)
        let other = try Checkpoint(parsing: Array(file.reject_text[0].utf8))
        #expect(
            throws: EvidenceFailure.otherLedger(
                origin: "not-go.sum database tree", expected: ["go.sum database tree"])
        ) { try other.checkOrigin(isOneOf: ["go.sum database tree"]) }
        #expect(reason { try Checkpoint(parsing: Array(file.reject_text[1].utf8)) } == .number)
        #expect(reason { try Checkpoint(parsing: Array(file.reject_text[2].utf8)) } == .base64(.unusedBits))
    }

    @Test func `that a lenient reader takes are refused, their roots not being 32 bytes`() throws {
        let found = file.parser_valid.map { vector in reason { try Checkpoint(parsing: Array(vector.text.utf8)) } }
        #expect(found == [7, 37, 37].map { .byteCount(expected: 32, found: $0) })
    }

    @Test func `that are invalid are refused with what is wrong`() throws {
        let expected: [String: MalformedEvidence.Reason] = [
            "insufficient lines": .truncated(before: "the root"),
            "empty header": .unexpected("the origin"),
            "missing newline on roothash": .unfinishedLine,
            "size not a number": .number,
            "size negative": .number,
            "size too large": .number,
            "roothash not base64": .base64(.character(UInt8(ascii: "'"))),
        ]
        #expect(Set(file.parser_invalid.map(\.desc)) == Set(expected.keys))
        for vector in file.parser_invalid {
            #expect(reason { try Checkpoint(parsing: Array(vector.text.utf8)) } == expected[vector.desc])
        }
    }
}
