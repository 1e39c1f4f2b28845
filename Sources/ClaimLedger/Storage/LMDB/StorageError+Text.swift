extension StorageError {
    /// What happened, in lower case and without a full stop.
    var summary: String {
        switch kind {
        case .mapFull: "the data does not fit the reserved address space"
        case .storageFull: "no space is left on the file system"
        case .readersFull: "every reader slot is taken"
        case .damaged: "the data file is damaged or is not a ledger's"
        case .busy: "another process is opening or closing the same data"
        case .alreadyOpen: "this process has the same data open already"
        case .alreadyExists: "there is a data file already"
        case .nestedWrite: "this thread is inside a write transaction already"
        case .forked: "the data was opened by the process that this one was forked from"
        case .outcomeUnknown: "the last commit may or may not be on disk"
        case .notFound: "the directory or its data file does not exist"
        case .notPermitted: "access is denied"
        case .readOnly: "the data is open for reading only"
        case .outOfOrder: "the key is not above the last key of the table"
        case .invalidKey: "the key is empty or longer than 511 bytes"
        case .transactionFailed: "the transaction cannot be used any more and was not committed"
        case .outOfMemory: "there is not enough memory or address space"
        case .unsupported: "this library or file system is not supported"
        case .io: "the operating system reported a fault"
        }
    }

    /// What to do about it, in lower case and without a full stop.
    public var advice: String {
        switch kind {
        case .mapFull: "open the ledger with a larger map size, the same in every process that uses it"
        case .storageFull: "free some space and try again; nothing was written"
        case .readersFull: "end readers that are no longer needed, or open with more reader slots"
        case .damaged: "keep the file, and compare it with a backup"
        case .busy: "try again in a moment"
        case .alreadyOpen: "share the one that is open, or close it first"
        case .alreadyExists: "open it, or choose an empty directory"
        case .nestedWrite: "do all the writing in one transaction"
        case .forked: "open the ledger again in the child process"
        case .outcomeUnknown: "close, open again, and read the last position before deciding again"
        case .notFound: "check the path, or create the ledger first"
        case .notPermitted: "check the owner and the permissions of the directory and its files"
        case .readOnly: "open the ledger for writing, on a file system that permits it"
        case .outOfOrder: "read the last key again and decide again"
        case .invalidKey: "use a key of 1 to 511 bytes"
        case .transactionFailed: "begin a new transaction, with fewer entries if it was long"
        case .outOfMemory: "raise the limits of the process, or open with a smaller map size"
        case .unsupported: "use liblmdb 0.9.24 or a later 0.9, and a local file system"
        case .io: "check the disk and the system log before going on"
        }
    }
}
