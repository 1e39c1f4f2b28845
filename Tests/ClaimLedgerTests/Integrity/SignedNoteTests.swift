import Testing

@testable import ClaimLedger

@Suite struct `A signed note` {
    private let first: SigningKey
    private let second: SigningKey

    init() throws {
        first = try SigningKey(name: KeyName("ledger.example/main"), seed: [UInt8](repeating: 1, count: 32))
        second = try SigningKey(name: KeyName("ledger.example/other"), seed: [UInt8](repeating: 2, count: 32))
    }

    private func note(_ text: String, by keys: SigningKey...) throws -> SignedNote {
        var note = try SignedNote(text: Array(text.utf8), signedBy: keys[0])
        for key in keys.dropFirst() {
            try note.add(SignedNote(text: note.text, signedBy: key).signatures[0])
        }
        return note
    }

    @Test(arguments: [
        "one line\n", "two\n\nparagraphs\n", "\n", "\n\n", "— looks like a signature\n\n— does\n", "è sera\n",
    ])
    func `may have empty lines and dashes in its text`(text: String) throws {
        let note = try note(text, by: first)
        let read = try SignedNote(parsing: note.bytes)
        #expect(read == note)
        #expect(read.text == Array(text.utf8))
        #expect(try read.verify(keys: [first.verifierKey]) == [VerifiedSignature(key: first.verifierKey, seconds: nil)])
    }

    @Test func `is verified with the keys that are known, in the order of its lines`() throws {
        let note = try note("text\n", by: first, second)
        let (one, two) = (first.verifierKey, second.verifierKey)
        #expect(try note.verify(keys: [two, one]).map(\.key) == [one, two])
        #expect(try note.verify(keys: [two]).map(\.key) == [two])
        #expect(throws: EvidenceFailure.noKnownSignature(signers: ["ledger.example/main", "ledger.example/other"])) {
            try note.verify(keys: [])
        }
    }

    @Test func `is rejected for one bad signature of a known key, whatever the other says`() throws {
        let good = try note("text\n", by: first, second)
        let other = try note("another\n", by: second)
        var mixed = good
        try mixed.add(other.signatures[0])
        let expected = EvidenceFailure.signatureDoesNotVerify(name: "ledger.example/other", key: second.verifierKey.id)
        #expect(throws: expected) { try mixed.verify(keys: [first.verifierKey, second.verifierKey]) }
        #expect(try mixed.verify(keys: [first.verifierKey]).count == 1)
    }

    @Test func `with a second line of a known key is rejected unless both hold`() throws {
        let good = try note("text\n", by: first)
        let bad = try note("another\n", by: first)
        let line = good.bytes.dropFirst(good.text.count + 1)
        let twice = try SignedNote(parsing: good.bytes + line)
        #expect(try twice.verify(keys: [first.verifierKey]).count == 1)
        let mixed = try SignedNote(parsing: good.bytes + bad.bytes.dropFirst(bad.text.count + 1))
        #expect(throws: EvidenceFailure.signatureDoesNotVerify(name: "ledger.example/main", key: first.verifierKey.id))
        {
            try mixed.verify(keys: [first.verifierKey])
        }
    }

    @Test func `by another key of a known name says that the key is wrong`() throws {
        let impostor = try SigningKey(name: first.name, seed: [UInt8](repeating: 9, count: 32))
        let note = try note("text\n", by: impostor)
        let expected = EvidenceFailure.wrongKey(
            name: "ledger.example/main", signed: impostor.verifierKey.id, known: first.verifierKey.id)
        #expect(throws: expected) { try note.verify(keys: [first.verifierKey]) }
    }

    @Test func `is refused where a signature line is not one`() throws {
        let start = Array("text\n\n".utf8)
        func parsing(_ line: String) -> MalformedEvidence? {
            failure { try SignedNote(parsing: start + Array(line.utf8)) }
        }
        #expect(parsing("— name\n")?.reason == .unexpected("a signature behind the key name"))
        #expect(parsing("- name AAAAAAA=\n")?.reason == .unexpected("a signature line"))
        #expect(parsing("—  AAAAAAA=\n")?.reason == .emptyKeyName)
        #expect(parsing("— a+b AAAAAAA=\n")?.reason == .keyNameCharacter(0x2B))
        #expect(parsing("— name AAAAAAA\n")?.reason == .base64(.padding))
        #expect(parsing("— name AAAAAAB=\n")?.reason == .base64(.unusedBits))
        #expect(parsing("— name AAAAAA==\n")?.reason == .byteCount(expected: 68, found: 4))
        #expect(parsing("— name AAAAAAA=\r\n")?.reason == .controlCharacter(13))
        #expect(parsing("— name AAAAAAA=\n— name AAAAAAA=\nx\n")?.line == 5)
        #expect(parsing("— name AAAAAAA=\n") == nil)
        #expect(reason { try SignedNote(parsing: []) } == .truncated(before: "the signed text"))
    }

    @Test func `is not read beyond a mebibyte`() throws {
        let limit = EvidenceLines.byteLimit
        #expect(
            reason { try SignedNote(parsing: [UInt8](repeating: 65, count: limit + 1)) }
                == .tooLarge(bytes: limit + 1, limit: limit))
        #expect(reason { try SignedNote(parsing: [UInt8](repeating: 65, count: limit)) } == .unfinishedLine)
    }

    @Test func `takes no hundred-and-first signature`() throws {
        var note = try note("text\n", by: first)
        for number in 1..<100 {
            let key = try SigningKey(name: KeyName("witness-\(number)"), seed: [UInt8](repeating: 3, count: 32))
            try note.add(SignedNote(text: note.text, signedBy: key).signatures[0])
        }
        #expect(try SignedNote(parsing: note.bytes).signatures.count == 100)
        let last = try SignedNote(text: note.text, signedBy: second).signatures[0]
        var full = note
        #expect(throws: SigningError.tooManySignatures(limit: 100)) { try full.add(last) }
        // A key that signs again only replaces its line.
        try full.add(SignedNote(text: note.text, signedBy: first).signatures[0])
        #expect(full.signatures.count == 100)
    }
}
