import Testing

@testable import ClaimLedger

@Suite struct `A checkpoint` {
    private let log: SampleLog
    private let auditor: SigningKey

    init() throws {
        log = try SampleLog(size: 9)
        auditor = try SigningKey(
            name: KeyName("auditor.example"), type: .cosignature, seed: [UInt8](repeating: 5, count: 32))
    }

    @Test func `has three lines and the signature of the ledger it names`() throws {
        let checkpoint = try log.checkpoint(9)
        let lines = String(decoding: checkpoint.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6)
        #expect(lines[0] == "ledger.example/main")
        #expect(lines[1] == "9")
        #expect(lines[2].utf8.count == 44)
        #expect(lines[4].hasPrefix("— ledger.example/main "))
        #expect(try SignedCheckpoint(parsing: checkpoint.bytes) == checkpoint)
        #expect(try checkpoint.verify(keys: log.keys).map(\.key) == log.keys)
    }

    @Test func `carries an auditor's countersignature with its time`() throws {
        let cosigned = try log.checkpoint(9).cosigned(by: auditor, atSeconds: 1_700_000_000)
        let read = try SignedCheckpoint(parsing: cosigned.bytes)
        let verified = try read.verify(keys: log.keys + [auditor.verifierKey])
        #expect(verified.map(\.seconds) == [nil, 1_700_000_000])
        #expect(try read.verify(keys: log.keys).count == 1)
        // The same auditor, later: one line, with the later time.
        let later = try cosigned.cosigned(by: auditor, atSeconds: UInt64(Int64.max))
        #expect(later.note.signatures.count == 2)
        #expect(try later.verify(keys: log.keys + [auditor.verifierKey]).last?.seconds == UInt64(Int64.max))
    }

    @Test func `with another time or too late a time in a countersignature is rejected`() throws {
        let cosigned = try log.checkpoint(9).cosigned(by: auditor, atSeconds: 1_700_000_000)
        let keys = log.keys + [auditor.verifierKey]
        let line = cosigned.note.signatures[1]
        for place in 0..<line.bytes.count {
            var bytes = line.bytes
            bytes[place] ^= 1
            try rejected(bytes)
        }
        try rejected(Array(line.bytes.dropLast()))
        try rejected(Array(line.bytes.prefix(5)))
        try rejected(line.bytes + [0])
        let late = UInt64(1) << 63
        var bytes: [UInt8] = []
        bytes.appendBigEndian(late)
        bytes += try auditor.signature(over: Cosignature.message(cosigned.note.text, seconds: late))
        try rejected(bytes)

        func rejected(_ bytes: [UInt8]) throws {
            var note = cosigned.note
            try note.add(NoteSignature(name: line.name, keyID: line.keyID, bytes: bytes))
            let changed = try SignedCheckpoint(parsing: note.bytes)
            #expect(throws: EvidenceFailure.signatureDoesNotVerify(name: "auditor.example", key: line.keyID)) {
                try changed.verify(keys: keys)
            }
        }
    }

    @Test func `is not signed with the wrong kind of key, nor at a time it cannot hold`() throws {
        let checkpoint = try log.checkpoint(9)
        let root = try log.root(9)
        #expect(throws: SigningError.wrongKeyType(.cosignature)) {
            try SignedCheckpoint(size: 9, root: root, signedBy: auditor)
        }
        #expect(throws: SigningError.wrongKeyType(.ed25519)) { try checkpoint.cosigned(by: log.key, atSeconds: 0) }
        #expect(throws: SigningError.timeTooLarge(1 << 63)) { try checkpoint.cosigned(by: auditor, atSeconds: 1 << 63) }
    }

    @Test func `of another ledger, or without its ledger's own signature, does not hold`() throws {
        let other = try SigningKey(name: KeyName("ledger.example/other"), seed: [UInt8](repeating: 4, count: 32))
        let checkpoint = try log.checkpoint(9)
        #expect(
            throws: EvidenceFailure.otherLedger(origin: SampleLog.origin, expected: ["ledger.example/other"])
        ) { try checkpoint.verify(keys: [other.verifierKey]) }
        let cosigned = try checkpoint.cosigned(by: auditor, atSeconds: 1)
        #expect(throws: EvidenceFailure.notSignedByLedger(origin: SampleLog.origin)) {
            try cosigned.verify(keys: [auditor.verifierKey])
        }
        // Another ledger's key signs this text: its signature holds, but it may not speak for the origin.
        var note = try SignedNote(text: checkpoint.note.text, signedBy: other)
        try note.add(cosigned.note.signatures[1])
        let foreign = try SignedCheckpoint(parsing: note.bytes)
        #expect(throws: EvidenceFailure.notSignedByLedger(origin: SampleLog.origin)) {
            try foreign.verify(keys: log.keys + [other.verifierKey, auditor.verifierKey])
        }
        let impostor = try SigningKey(name: log.key.name, seed: [UInt8](repeating: 6, count: 32))
        let forged = try SignedCheckpoint(size: 9, root: log.root(9), signedBy: impostor)
            .cosigned(by: auditor, atSeconds: 1)
        let wrongKey = EvidenceFailure.wrongKey(
            name: SampleLog.origin, signed: impostor.verifierKey.id, known: log.key.verifierKey.id)
        for keys in [log.keys, log.keys + [auditor.verifierKey]] {
            #expect(throws: wrongKey) { try forged.verify(keys: keys) }
        }
    }

    @Test(
        arguments: [
            ("", .truncated(before: "the origin")), ("origin\n", .truncated(before: "the size")),
            ("origin\n01\nROOT\n", .number), ("origin\n+1\nROOT\n", .number), ("origin\n\nROOT\n", .number),
            ("origin\n1 \nROOT\n", .number), ("origin\n18446744073709551616\nROOT\n", .number),
            ("origin\n0\nROOT", .unfinishedLine), ("origin\n0\n ROOT\n", .base64(.character(32))),
            ("origin\n0\nROOT\n\n", .unexpected("an extension line that is not empty")),
            ("origin\n0\nROOT\na\n\nb\n", .unexpected("an extension line that is not empty")),
            ("origin\n18446744073709551615\nROOT\nextension\n", nil), ("o r\n0\nROOT\n", nil),
        ] as [(String, MalformedEvidence.Reason?)])
    func `is refused where a line is not what it must be`(text: String, expected: MalformedEvidence.Reason?) {
        let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        let bytes = Array(text.replacing("ROOT", with: root).utf8)
        #expect(reason { try Checkpoint(parsing: bytes) } == expected)
        if expected == nil { #expect((try? Checkpoint(parsing: bytes))?.text == bytes) }
    }
}
