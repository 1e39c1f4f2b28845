import Foundation
import Testing

@testable import ClaimLedger

/// The published vectors of signed notes and checkpoints.
@Suite(.enabled(if: EvidenceVectors.areBesideTheCheckout, "\(EvidenceVectors.absence)"))
struct `Signed note vectors` {
    private struct File: Decodable {
        struct Valid: Decodable {
            let desc, note: String
            let vkey, skey, text, key_id, seed_hex: String?
            let vkeys: [String]?
        }
        struct Reject: Decodable {
            let desc: String
            let vkeys: [String]
            let note, note_text, signature_line: String?
        }
        struct Malformed: Decodable {
            let why, hex: String
        }
        let valid: [Valid]
        let reject: [Reject]
        let malformed_notes_hex: [Malformed]
        let malformed_vkeys: [String]
        let second_valid_vkey: String
    }

    private func keys(_ texts: [String]) throws -> [VerifierKey] { try texts.map { try VerifierKey(parsing: $0) } }

    @Test func `that are valid verify and are printed as they were read`() throws {
        for vector in try EvidenceVectors.load("signed-note", as: File.self).valid {
            let texts = vector.vkeys ?? [vector.vkey].compactMap(\.self)
            let note = try SignedNote(parsing: Array(vector.note.utf8))
            let verified = try note.verify(keys: keys(texts))
            #expect(verified.map { "\($0.key)" } == texts, "\(vector.desc)")
            #expect(note.bytes == Array(vector.note.utf8), "\(vector.desc)")
            if let text = vector.text { #expect(note.text == Array(text.utf8)) }
            if let id = vector.key_id { #expect(note.signatures[0].keyID.description == id) }
            if let secret = vector.skey {
                let key = try SigningKey(parsing: secret)
                #expect(key.secretText == secret)
                #expect(["\(key.verifierKey)"] == texts)
                let signed = try SignedNote(text: note.text, signedBy: key)
                #expect(try signed.verify(keys: keys(texts)).count == 1)
            }
            if let seed = vector.seed_hex {
                let key = try SigningKey(name: note.signatures[0].name, seed: seed.hexadecimalBytes)
                #expect(["\(key.verifierKey)"] == texts)
            }
        }
    }

    @Test func `that must be rejected are, each for its own reason`() throws {
        let vectors = try EvidenceVectors.load("signed-note", as: File.self).reject
        #expect(vectors.count == 3)
        let unknown = try SignedNote(parsing: Array(#require(vectors[0].note).utf8))
        #expect(throws: EvidenceFailure.noKnownSignature(signers: ["PeterNeumann", "EnochRoot"])) {
            try unknown.verify(keys: [])
        }
        let altered = try SignedNote(parsing: Array(#require(vectors[1].note).utf8))
        let known = try keys(vectors[1].vkeys)
        #expect(throws: EvidenceFailure.signatureDoesNotVerify(name: "PeterNeumann", key: known[0].id)) {
            try altered.verify(keys: known)
        }
        let (text, line) = (try #require(vectors[2].note_text), try #require(vectors[2].signature_line))
        #expect(reason { try SignedNote(parsing: copies(101)) } == .tooManySignatures(limit: 100))
        #expect(try SignedNote(parsing: copies(100)).verify(keys: known).count == 1)

        func copies(_ count: Int) -> [UInt8] { Array((text + "\n" + String(repeating: line, count: count)).utf8) }
    }

    @Test func `that are malformed are refused with what is wrong`() throws {
        let expected: [String: MalformedEvidence.Reason] = [
            "no signature block": .truncated(before: "the empty line before the signatures"),
            "blank line but no signature": .truncated(before: "the first signature"),
            "last signature line lacks newline": .unfinishedLine,
            "ASCII control byte 0x01": .controlCharacter(1),
            "invalid UTF-8 (0xff)": .notUTF8,
            "key name contains a space (and no final newline)": .unfinishedLine,
            "line after the signatures that is not a signature": .unexpected("a signature line"),
        ]
        let vectors = try EvidenceVectors.load("signed-note", as: File.self).malformed_notes_hex
        #expect(Set(vectors.map(\.why)) == Set(expected.keys))
        for vector in vectors {
            #expect(reason { try SignedNote(parsing: vector.hex.hexadecimalBytes) } == expected[vector.why])
            if vector.why.contains("space") {
                let finished = vector.hex.hexadecimalBytes + [UInt8(ascii: "\n")]
                #expect(reason { try SignedNote(parsing: finished) } == .base64(.character(UInt8(ascii: " "))))
            }
        }
    }

    @Test func `of keys that are malformed are refused, and so is every key with one byte changed or missing`() throws {
        let file: File = try EvidenceVectors.load("signed-note")
        #expect(file.malformed_vkeys.count == 2)
        #expect(reason { try VerifierKey(parsing: file.malformed_vkeys[0]) } == .base64(.unusedBits))
        #expect(reason { try VerifierKey(parsing: file.malformed_vkeys[1]) } == .unknownKeyType(0x65))
        for text in [file.second_valid_vkey, try #require(file.valid[0].vkey)] {
            let bytes = Array(text.utf8)
            #expect(try VerifierKey(parsing: text).description == text)
            for start in bytes.indices {
                for end in start...bytes.count where end - start < bytes.count {
                    let part = String(decoding: bytes[start..<end], as: UTF8.self)
                    #expect(reason { try VerifierKey(parsing: part) } != nil, "\(part)")
                }
                var changed = bytes
                changed[start] += 1
                let other = String(decoding: changed, as: UTF8.self)
                #expect(reason { try VerifierKey(parsing: other) } != nil, "\(other)")
            }
        }
    }

    @Test func `of Ed25519 verify or do not`() throws {
        struct File: Decodable {
            struct Case: Decodable {
                let tcId: Int
                let pk, msg, sig: String
                let valid: Bool
            }
            let tests: [Case]
        }
        let name = try KeyName("test")
        for vector in try EvidenceVectors.load("ed25519-wycheproof", as: File.self).tests {
            let key = VerifierKey(name: name, type: .ed25519, publicKey: vector.pk.hexadecimalBytes)
            let holds = key.verifies(vector.sig.hexadecimalBytes, over: vector.msg.hexadecimalBytes)
            #expect(holds == vector.valid, "case \(vector.tcId)")
        }
    }
}

/// What is wrong with the bytes that a body reads; nil where it reads them.
func reason(of body: () throws -> some Any) -> MalformedEvidence.Reason? {
    failure(MalformedEvidence.self, of: body)?.reason
}
