/// Why a storage operation did not happen.
public struct StorageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong, as far as a caller can act on it.
    public enum Kind: Sendable, Equatable {
        /// The data would grow past the address space reserved for it.
        case mapFull
        /// The file system has no room left; nothing was written.
        case storageFull
        /// Every reader slot of the lock file is taken.
        case readersFull
        /// The data file is not a file of ours, is cut short, or contradicts itself.
        case damaged
        /// Another process was opening or closing the same data.
        case busy
        /// This process has the same data open already.
        case alreadyOpen
        /// There is data where new data should have been created.
        case alreadyExists
        /// This thread is inside a write transaction already.
        case nestedWrite
        /// This process is a child of the one that opened the data, by `fork`.
        case forked
        /// A commit failed so late that it may or may not be on disk.
        case outcomeUnknown
        /// The directory or the data file is missing.
        case notFound
        /// The operating system denies access.
        case notPermitted
        /// The data or the file system is open for reading only.
        case readOnly
        /// An appended key is not above the last key of its table.
        case outOfOrder
        /// A key is empty or longer than 511 bytes.
        case invalidKey
        /// An earlier fault in the same transaction, or a long batch, made it unusable; nothing was written.
        case transactionFailed
        /// There is not enough memory or address space.
        case outOfMemory
        /// The library or the file system is one the ledger must not be kept with.
        case unsupported
        /// The operating system reported any other fault.
        case io
    }

    /// What went wrong, as far as a caller can act on it.
    public let kind: Kind
    /// The number reported by LMDB (negative) or the operating system (`errno`); 0 if neither did.
    public let code: Int32
    /// What was being done, as words that fit before a colon.
    public let operation: StaticString

    /// Names a fault.
    @usableFromInline package init(kind: Kind, code: Int32, operation: StaticString) {
        self.kind = kind
        self.code = code
        self.operation = operation
    }

    /// Two errors are equal when kind, code and the text of the operation are.
    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.kind == rhs.kind && lhs.code == rhs.code && lhs.operation.description == rhs.operation.description
    }

    /// What was being done, what happened, and the words of LMDB or the operating system for it.
    public var description: String {
        let reported = StorageError.text(of: code)
        return reported.isEmpty ? "\(operation): \(summary)" : "\(operation): \(summary) (\(reported))"
    }
}

/// Lets the body of a transaction throw its own typed error while storage faults are converted into it.
package protocol StorageFailureConvertible: Error {
    /// Wraps a fault of the storage.
    init(storage: StorageError)
}

extension StorageError: StorageFailureConvertible {
    /// Keeps the fault as it is.
    package init(storage: StorageError) { self = storage }
}
