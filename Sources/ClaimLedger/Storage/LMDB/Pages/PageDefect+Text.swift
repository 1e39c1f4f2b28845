extension PageTable: CustomStringConvertible {
    /// As it stands in a message.
    package var description: String {
        switch self {
        case .freeList: "free list"
        case .main: "main table"
        case .named(let name): "table \(name)"
        }
    }
}

extension PageDefect.Stranger {
    /// Tells a file by its first bytes, of which there are at least 16.
    init(startingWith bytes: [UInt8]) {
        let start = bytes.prefix(16)
        self =
            if start.elementsEqual("SQLite format 3\0".utf8) {
                .sqlite
            } else if start.starts(with: [0x1F, 0x8B]) {
                .gzip
            } else if start.starts(with: "PK\u{3}\u{4}".utf8) {
                .zip
            } else if bytes.allSatisfy({ $0 == 0 }) {
                .zeros
            } else if start.allSatisfy({ (0x20...0x7E).contains($0) || (0x09...0x0D).contains($0) }) {
                .text
            } else {
                .unknown
            }
    }

    private var words: String {
        switch self {
        case .sqlite: "it begins like an SQLite database"
        case .gzip: "it begins like a gzip file"
        case .zip: "it begins like a zip archive"
        case .lockFile: "it begins like LMDB's lock file"
        case .text: "it begins like text"
        case .zeros: "it begins with zeros"
        case .unknown: "it does not begin as one does"
        }
    }

    fileprivate var sentence: String { "not a ledger's data file: \(words)" }
}

extension PageDefect.Count {
    fileprivate var words: String {
        switch self {
        case .entries: "entries"
        case .branchPages: "branch pages"
        case .leafPages: "leaf pages"
        case .longValuePages: "pages of long values"
        }
    }
}

extension PageDefect: CustomStringConvertible {
    /// What is wrong, with both values, in lower case and without a full stop.
    package var description: String {
        switch self {
        case .empty: "the data file is empty"
        case .tooShort(let bytes, let needed): "the data file is cut short: \(bytes) bytes, at least \(needed) needed"
        case .cutShort(let count, let needed): "the data file is cut short: \(count) pages, at least \(needed) needed"
        case .foreign(let stranger): stranger.sentence
        case .otherByteOrder: "the data file was written on a machine with the other byte order"
        case .otherWordSize: "the data file was written on a machine of 32 bits, this one has 64"
        case .otherVersion(let version): "the data file has LMDB's format \(version), not 1"
        case .pageSize(let size): "page size \(size), not a power of two from 512 to 32768"
        case .pageSizes(let first, let second): "page sizes differ: \(first) and \(second)"
        case .transactions(let first, let second):
            "transaction numbers \(first) and \(second) of the meta pages do not follow each other"
        case .lastPage(let last, let count): "last page \(last) cannot be, the file has \(count) pages"
        case .missingTable(let table): "there is no \(table)"
        case .tableFlags, .tableDepth, .count: tableText
        case .reference(let page, let last): "leads to page \(page), outside of 2 to \(last)"
        case .referencePastEnd(let page, let count): "leads to page \(page), the file is cut short after \(count) pages"
        case .reachedTwice: "in use twice, or in use and free"
        case .ownNumber(let number): "says it is page \(number)"
        case .kind(let flags, let expected): "kind \(flags), expected \(expected)"
        case .bounds(let lower, let upper): "bounds \(lower) and \(upper) do not fit"
        case .entryCount(let count, let least): "\(count) entries, at least \(least) expected"
        case .gap(let offset): "entries do not fill it: none starts at \(offset)"
        default: entryText
        }
    }

    private var tableText: String {
        switch self {
        case .tableFlags(let flags): "flags \(flags) of the table's record are not a ledger's"
        case .tableDepth(let depth): "depth \(depth) of the table's record cannot be"
        case .count(let count, let found, let recorded): "\(found) \(count.words) found, \(recorded) recorded"
        default: ""
        }
    }

    private var entryText: String {
        switch self {
        case .entryOffset(let entry, let offset): "entry \(entry): offset \(offset) does not fit"
        case .keySize(let entry, let size): "entry \(entry): key of \(size) bytes"
        case .entrySize(let entry, let size): "entry \(entry): \(size) bytes do not fit"
        case .keyOrder(let entry): "entry \(entry): key is not in order"
        case .entryFlags(let entry, let flags): "entry \(entry): flags \(flags) are not a ledger's"
        case .tableRecordSize(let entry, let size): "entry \(entry): table's record of \(size) bytes, not 48"
        case .longValue(let pages, let needed): "long value of \(pages) pages, \(needed) needed"
        case .freeTransaction(let entry, let transaction, let newest):
            "entry \(entry): pages freed by transaction \(transaction), the newest is \(newest)"
        case .freeRecordSize(let entry, let size): "entry \(entry): list of free pages of \(size) bytes"
        case .freeCount(let entry, let count, let room): "entry \(entry): \(count) free pages, room for \(room)"
        case .freePage(let entry, let page, let below):
            "entry \(entry): free page \(page), not from 2 to below \(below)"
        default: ""
        }
    }
}
