import Testing

@testable import ClaimLedger

/// The sentences that people read when evidence does not hold.
@Suite struct `Texts about evidence` {
    private static let (one, two) = (TreeHash.leaf([1]), TreeHash.leaf([2]))
    private static let id = KeyID(0x1F)

    @Test(
        arguments: [
            (
                .noKnownSignature(signers: ["a", "b"]),
                "no signature by a key that was given; signed by a, b\n"
                    + "  give the ledger's verifier key, from a source you trust"
            ),
            (
                .wrongKey(name: "a", signed: id, known: KeyID(0xABCD_EF01)),
                "wrong key: signed by a with key 0000001f, the key given is abcdef01\n"
                    + "  ask the ledger's keeper which keys it has had; a key you did not get from there proves nothing"
            ),
            (
                .signatureDoesNotVerify(name: "a", key: id),
                "the signature by a with key 0000001f does not belong to this text\n"
                    + "  fetch the file again; if it stays so, text or signature was changed"
            ),
            (
                .otherLedger(origin: "a", expected: ["b", "c"]),
                "checkpoint of another ledger: its origin is a, expected b or c\n"
                    + "  compare the file and the key: they do not belong together"
            ),
            (
                .notSignedByLedger(origin: "a"),
                "the ledger a has not signed its checkpoint, only others have\n"
                    + "  give the ledger's verifier key; if it was given, the checkpoint is not the ledger's"
            ),
            (
                .inclusion(.indexOutsideTree(index: 9, size: 9)),
                "sizes out of order: the proof is for index 9, the checkpoint's tree has 9 entries\n"
                    + "  ask for a proof against a checkpoint that is large enough"
            ),
            (
                .inclusion(.pathTooShort(hashes: 3)),
                "the proof is too short: 3 hashes do not lead from its index to the root\n"
                    + "  ask for the proof again: one was made for a tree of another size"
            ),
            (
                .inclusion(.pathTooLong(hashes: 3)),
                "the proof is too long: 3 hashes lead beyond the root\n"
                    + "  ask for the proof again: one was made for a tree of another size"
            ),
            (
                .inclusion(.rootDiffers(computed: one, stated: two)),
                "the proof is not for this entry: it leads to root b413f47d…, the checkpoint states fcf0a6c7…\n"
                    + "  compare the entry, byte for byte, with the event as exported; the proof may belong to another entry"
            ),
            (
                .consistency(.oldTreeEmpty),
                "the old checkpoint is of an empty tree, which proves nothing\n"
                    + "  keep the new checkpoint, and compare the next one with it"
            ),
            (
                .consistency(.sizesOutOfOrder(old: 9, new: 5)),
                "sizes out of order: the old checkpoint has 9 entries, the new one 5\n"
                    + "  ask for a checkpoint at least as large; if the ledger has none, it was rolled back"
            ),
            (
                .consistency(.oldSizeDiffers(proof: 4, kept: 5)),
                "the proof starts from size 4, the checkpoint that was kept has size 5\n"
                    + "  ask for a proof from size 5"
            ),
            (
                .consistency(.proofTooShort(hashes: 2)),
                "the proof is too short: 2 hashes do not lead to the roots of trees of these sizes\n"
                    + "  ask for the proof again: one was made for other sizes"
            ),
            (
                .consistency(.proofTooLong(hashes: 2)),
                "the proof is too long: 2 hashes lead beyond the roots of trees of these sizes\n"
                    + "  ask for the proof again: one was made for other sizes"
            ),
            (
                .consistency(.rootsOfOneSizeDiffer(size: 9, old: one, new: two)),
                "root differs: the old checkpoint of size 9 states b413f47d…, the new one fcf0a6c7…\n"
                    + "  keep both: one key has signed two histories"
            ),
            (
                .consistency(.oldRootDiffers(computed: one, stated: two)),
                "root differs: the proof leads to old root b413f47d…, the old checkpoint states fcf0a6c7…\n"
                    + "  ask for the proof again; if it stays so, the ledger no longer holds what it held"
            ),
            (
                .consistency(.newRootDiffers(computed: one, stated: two)),
                "root differs: the proof leads to new root b413f47d…, the new checkpoint states fcf0a6c7…\n"
                    + "  ask for the proof again; if it stays so, the ledger no longer holds what it held"
            ),
        ] as [(EvidenceFailure, String)])
    func `say what does not hold, and what to do`(failure: EvidenceFailure, text: String) {
        #expect(failure.description == text)
    }

    @Test(
        arguments: [
            (.tooLarge(bytes: 3, limit: 2), "3 bytes are too many, the limit is 2", .isRightFile),
            (.notUTF8, "not UTF-8", .fetchAgain),
            (.controlCharacter(13), "control character 13", .fetchAgain),
            (.truncated(before: "the root"), "truncated: it ends before the root", .wasCutOff),
            (.unfinishedLine, "truncated: the last line does not end with a line feed", .wasCutOff),
            (.unexpected("the origin"), "expected the origin", .fetchAgain),
            (.tooManySignatures(limit: 100), "more than 100 signatures", .isRightFile),
            (.tooManyHashes(limit: 63), "more than 63 hashes", .isRightFile),
            (.emptyKeyName, "the name of the key is empty", .isRightFile),
            (.keyNameCharacter(0xA0), "the name of the key holds the character U+00A0", .isRightFile),
            (.base64(.character(33)), "base64 is not canonical: byte 33 is no base64 digit", .fetchAgain),
            (
                .base64(.padding), "base64 is not canonical: its padding is missing, superfluous or misplaced",
                .fetchAgain
            ),
            (.base64(.unusedBits), "base64 is not canonical: unused bits of the last digit are set", .fetchAgain),
            (.byteCount(expected: 32, found: 7), "expected 32 bytes, found 7", .fetchAgain),
            (.keyIDForm, "the key id is not eight lower-case hexadecimal digits", .fetchAgain),
            (
                .keyIDDiffers(stated: id, computed: KeyID(2)), "key id differs: stated 0000001f, computed 00000002",
                .copyKey
            ),
            (.unknownKeyType(2), "keys of type 2 are not known", .isRightFile),
            (.number, "expected a decimal number without leading zeros, below 2^64", .fetchAgain),
            (.entryTooLong(bytes: 65_536), "an entry of 65536 bytes", .limitOfEvents),
        ] as [(MalformedEvidence.Reason, String, Advice)])
    func `say what is malformed, and what to do`(reason: MalformedEvidence.Reason, text: String, advice: Advice) {
        let error = MalformedEvidence(.inclusionProof, line: 4, reason)
        #expect(error.description == "inclusion proof, line 4: \(text)\n  \(advice.rawValue)")
        #expect(MalformedEvidence(.note, reason).description.hasPrefix("note: \(text)\n"))
    }

    enum Advice: String, Sendable {
        case wasCutOff = "the file was cut off: fetch it again"
        case copyKey = "copy the whole key again from where it was published"
        case isRightFile = "check that this is the right file"
        case limitOfEvents = "an event has at most 65535 bytes"
        case fetchAgain = "fetch the file again and do not edit it: every byte counts"
    }

    @Test(
        arguments: [
            (
                .wrongKeyType(.ed25519),
                "a ledger's key does not countersign\n"
                    + "  countersign with a key of the auditor's own, of type cosignature"
            ),
            (
                .wrongKeyType(.cosignature),
                "an auditor's key does not sign checkpoints of its own\n"
                    + "  sign with the ledger's key, of type ed25519"
            ),
            (
                .timeTooLarge(1 << 63),
                "time 9223372036854775808 is too large for a cosignature\n"
                    + "  give the seconds since 1970-01-01T00:00:00Z"
            ),
            (
                .tooManySignatures(limit: 100),
                "the note has 100 signatures, more are not read\n  countersign a copy with fewer signatures"
            ),
            (.failed, "the signature could not be made\n  check the key"),
        ] as [(SigningError, String)])
    func `say why nothing was signed`(error: SigningError, text: String) {
        #expect(error.description == text)
    }
}
