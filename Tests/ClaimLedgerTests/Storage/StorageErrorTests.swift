import Testing

@testable import ClaimLedger

@Suite struct `A storage error` {
    private func check(_ error: StorageError, _ description: String, _ advice: String) {
        #expect(error.description == description)
        #expect(error.advice == advice)
    }

    @Test func `the text names the operation, what happened and the words of the system`() {
        check(
            StorageError(code: 28, operation: "committing a write transaction"),
            "committing a write transaction: no space is left on the file system (No space left on device)",
            "free some space and try again; nothing was written")
        check(
            StorageError(kind: .damaged, code: 0, operation: "checking the meta pages"),
            "checking the meta pages: the data file is damaged or is not a ledger's",
            "keep the file, and compare it with a backup")
    }

    @Test(
        arguments: [
            (2, .notFound), (13, .notPermitted), (30, .readOnly), (28, .storageFull), (12, .outOfMemory), (11, .busy),
            (5, .io),
            (17, .alreadyExists), (-30_799, .outOfOrder), (-30_798, .damaged), (-30_797, .damaged), (-30_796, .damaged),
            (-30_795, .outcomeUnknown), (-30_794, .damaged), (-30_793, .damaged), (-30_792, .mapFull),
            (-30_790, .readersFull),
            (-30_788, .transactionFailed), (-30_785, .mapFull), (-30_784, .damaged), (-30_782, .transactionFailed),
            (-30_781, .invalidKey), (-1, .io), (-30_779, .io),
        ] as [(Int32, StorageError.Kind)])
    func `every code has a kind`(code: Int32, kind: StorageError.Kind) {
        #expect(StorageError(code: code, operation: "testing").kind == kind)
    }

    @Test func `errors are equal when kind, code and operation are`() {
        let error = StorageError(kind: .io, code: 5, operation: "reading")
        #expect(error == StorageError(kind: .io, code: 5, operation: "reading"))
        #expect(error != StorageError(kind: .io, code: 5, operation: "writing"))
        #expect(error != StorageError(kind: .io, code: 6, operation: "reading"))
        #expect(error != StorageError(kind: .busy, code: 5, operation: "reading"))
    }
}
