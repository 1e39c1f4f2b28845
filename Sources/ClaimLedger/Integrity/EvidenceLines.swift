/// Goes through the lines of a file of evidence and says where a fault is.
struct EvidenceLines {
    /// Any file of evidence, in bytes, at the most.
    static let byteLimit = 1_048_576

    private let bytes: [UInt8]
    private let document: MalformedEvidence.Document
    /// Where the next line starts.
    private(set) var position: Int
    /// The number of the line read last, from 1.
    private(set) var line: Int

    init(_ bytes: [UInt8], of document: MalformedEvidence.Document) throws(MalformedEvidence) {
        guard bytes.count <= Self.byteLimit else {
            throw MalformedEvidence(document, .tooLarge(bytes: bytes.count, limit: Self.byteLimit))
        }
        self.bytes = bytes
        self.document = document
        position = 0
        line = 0
    }

    var isAtEnd: Bool { position == bytes.count }

    /// What has not been read.
    var rest: [UInt8] { Array(bytes[position...]) }

    /// The next line without its line feed; `part` says what was looked for, should the file end here.
    mutating func next(_ part: String) throws(MalformedEvidence) -> ArraySlice<UInt8> {
        guard !isAtEnd else { throw MalformedEvidence(document, .truncated(before: part)) }
        line += 1
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { throw fault(.unfinishedLine) }
        defer { position = end + 1 }
        return bytes[position..<end]
    }

    /// The rest of the next line, which must start with a word and a space.
    mutating func next(after word: String, _ part: String) throws(MalformedEvidence) -> ArraySlice<UInt8> {
        let text = try next(part)
        guard text.starts(with: (word + " ").utf8) else { throw fault(.unexpected(part)) }
        return text.dropFirst(word.utf8.count + 1)
    }

    /// Hashes, one in each line, up to the empty line, which is read too.
    mutating func hashes(limit: Int) throws(MalformedEvidence) -> [TreeHash] {
        var hashes: [TreeHash] = []
        while true {
            let text = try next("the empty line before the checkpoint")
            guard !text.isEmpty else { return hashes }
            guard hashes.count < limit else { throw fault(.tooManyHashes(limit: limit)) }
            hashes.append(try hash(text))
        }
    }

    /// The hash in a piece of the line read last.
    func hash(_ text: ArraySlice<UInt8>) throws(MalformedEvidence) -> TreeHash {
        let bytes = try base64(text)
        guard let hash = TreeHash(bytes) else {
            throw fault(.byteCount(expected: TreeHash.byteCount, found: bytes.count))
        }
        return hash
    }

    /// The bytes in a piece of the line read last.
    func base64(_ text: ArraySlice<UInt8>) throws(MalformedEvidence) -> [UInt8] {
        do { return try Base64.decode(text) } catch { throw fault(.base64(error)) }
    }

    /// The number in a piece of the line read last: decimal, without leading zeros, below 2^64.
    func number(_ text: ArraySlice<UInt8>) throws(MalformedEvidence) -> UInt64 {
        guard let number = UInt64(canonicalDecimal: text) else { throw fault(.number) }
        return number
    }

    /// A fault in the line read last.
    func fault(_ reason: MalformedEvidence.Reason) -> MalformedEvidence {
        MalformedEvidence(document, line: line, reason)
    }
}

extension UInt64 {
    /// Reads digits without sign and without leading zeros; nil for all else and for 2^64 and more.
    init?(canonicalDecimal text: ArraySlice<UInt8>) {
        guard let first = text.first, first != UInt8(ascii: "0") || text.count == 1 else { return nil }
        self = 0
        for digit in text {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            let (tens, tooLarge) = multipliedReportingOverflow(by: 10)
            let (sum, tooLargeWithDigit) = tens.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            guard !tooLarge, !tooLargeWithDigit else { return nil }
            self = sum
        }
    }
}
