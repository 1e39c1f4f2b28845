/// Something in a ledger that is not as it must be: one root cause, with what follows from it.
public struct VerificationFinding: Hashable, Sendable, CustomStringConvertible {
    /// What was found; the raw values are printed, and never change.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The process that read the file was ended by a signal.
        case crashed = "F001"
        /// A page of the file contradicts itself or others.
        case page = "F002"
        /// The storage gave an error while it was read.
        case storage = "F003"
        /// There is no record at a sequence that the ledger reaches.
        case missingRecord = "F101"
        /// The header cannot be read.
        case header = "F102"
        /// The JSON is no event.
        case event = "F103"
        /// Header and JSON say different things.
        case headerDiffers = "F104"
        /// The hash in the header is not that of the JSON.
        case leafHash = "F105"
        /// The version in the stream, or the link to the event before it, is wrong.
        case streamOrder = "F106"
        /// The event was recorded earlier than the one before it.
        case recordedTime = "F107"
        /// A look-up table does not lead to the event.
        case index = "F108"
        /// The latest version noted of a stream, or a count of streams or sources, is wrong.
        case heads = "F109"
        /// A stored node of the tree is not the hash of what is beneath it.
        case node = "F201"
        /// The ledger is shorter than a checkpoint.
        case shorter = "F202"
        /// The root is not that of a checkpoint.
        case root = "F203"
        /// A checkpoint is not signed by the key that was given, or is for another ledger; or a note of one is none.
        case checkpoint = "F204"
        /// A projection's stored state is not what a replay comes to.
        case projection = "F301"
        /// A projection has stopped.
        case stoppedProjection = "F302"
    }

    /// What was found.
    public let code: Code
    /// The sequence of the event it is about; nil where it is about none.
    public let sequence: UInt64?
    /// Where else: a page, a node, a table, a file.
    public let place: String?
    /// What is wrong, with both values where there are two.
    public let message: String
    /// What follows from it and is no fault of its own.
    public internal(set) var consequences: [String]

    /// Names a finding.
    public init(
        _ code: Code, at sequence: UInt64? = nil, place: String? = nil, _ message: String, consequences: [String] = []
    ) {
        self.code = code
        self.sequence = sequence
        self.place = place
        self.message = message
        self.consequences = consequences
    }

    /// Id, place and what is wrong; then what follows from it, and what to do.
    public var description: String {
        let place = [sequence.map { "record \($0)" }, place].compactMap { $0 }.joined(separator: ", ")
        let first = "\(code.rawValue)\(place.isEmpty ? "" : " \(place)"): \(message)"
        return ([first] + consequences.map { "  therefore: \($0)" } + ["  \(code.advice)"]).joined(separator: "\n")
    }
}

extension VerificationFinding.Code {
    /// What to do about it.
    public var advice: String {
        switch self {
        case .crashed, .page, .storage: "do not append; restore a backup, or export what can be read"
        case .missingRecord, .header, .event, .headerDiffers, .leafHash, .streamOrder, .recordedTime:
            "compare with a backup or an export: ledger-replay verify --ledger COPY"
        case .index, .heads, .node: "the events stand; import an export bundle of them into a new ledger"
        case .shorter: "the ledger was cut or rolled back, or it is another one: compare with a backup"
        case .root: "events were changed, or it is another ledger: compare with a backup or an export"
        case .checkpoint:
            "check that checkpoint and key are those of this ledger; a note of its own compare with what was kept outside"
        case .projection: "build the projection anew (ledger-replay rebuild); report what made the two differ"
        case .stoppedProjection: "mend the cause and resume the projection, or build it anew"
        }
    }
}

/// What a verification looked at and what it found.
public struct VerificationReport: Hashable, Sendable {
    /// How closely a ledger was looked at; but for `everything` it is partial.
    public enum Depth: String, CaseIterable, Sendable {
        /// Bytes, headers, JSON, tables and hashes.
        case everything
        /// Every hash computed from the bytes; what headers and tables say was not compared with the JSON.
        case hashes
        /// Stored hashes only; no event was read.
        case roots
    }

    /// The first sequence that was looked at; events before it rest on the checkpoint that was given.
    public let first: UInt64
    /// The last sequence that was looked at, which was the head; 0 for an empty ledger.
    public let last: UInt64
    /// The root over all events, computed from their bytes (of a quick verification: from stored nodes).
    public let root: TreeHash?
    /// How closely it was looked.
    public let depth: Depth
    /// The sizes of the checkpoints whose root the ledger has.
    public let checkpoints: [UInt64]
    /// Everything found, in the order of the ledger.
    public internal(set) var findings: [VerificationFinding]
    /// How many findings there are beyond those listed.
    public internal(set) var unlisted: Int

    /// Whether nothing was found.
    public var isSound: Bool { findings.isEmpty }

    /// What was looked at, in a sentence.
    public var range: String {
        if depth == .roots {
            return
                "quick and partial: stored roots of \(last) events compared, no event read, no hash computed from bytes"
        }
        guard last > 0 else { return "the ledger holds no event" }
        if depth == .hashes {
            return
                "every hash over events 1 to \(last) computed from their bytes; headers and look-up tables not compared"
        }
        let before = first > 1 ? "; the \(first - 1) before rest on the checkpoint given" : ""
        return first > last
            ? "no event is newer than the checkpoint given"
            : "events \(first) to \(last) computed from their bytes\(before)"
    }

    /// Adds what was found elsewhere.
    public mutating func add(_ more: [VerificationFinding]) { findings += more }
}
