public import ClaimLedger
public import ClaimProjections

/// Why an import stopped; unless a batch was appended before it, nothing was.
public enum ImportError: Error, Sendable, CustomStringConvertible {
    /// A line is not a well-formed event, or tells something that cannot be applied.
    case line(file: String, line: Int, reason: String)
    /// A line breaks a rule, and the import was asked to enforce the rules.
    case breach(file: String, line: Int, event: EventID, kind: EventKind, Breach)
    /// An input could not be read.
    case input(name: String, ImportInputError)
    /// The file in which events wait could not be written or read.
    case spool(reason: String)
    /// The ledger could not be read.
    case read(ReadError)
    /// The ledger could not be written.
    case append(AppendError)

    /// What sort of failure it is, for an exit status.
    public enum Kind: Sendable {
        case malformed, refused, inputOutput
    }

    /// Whether the input, a rule, or the machine stopped the import.
    public var kind: Kind {
        switch self {
        case .line: .malformed
        case .breach: .refused
        case .input(_, let error): error.isMalformed ? .malformed : .inputOutput
        case .append(.differentContent): .malformed
        case .spool, .read, .append: .inputOutput
        }
    }

    /// File and line with what is wrong there, or else what failed.
    public var description: String {
        switch self {
        case .line(let file, let line, let reason): "\(file):\(line): \(reason)"
        case .breach(let file, let line, let event, let kind, let breach):
            "\(file):\(line): event \(event): \(kind.wireName): \(breach)"
        case .input(let name, let error): "\(name): \(error.reason)"
        case .spool(let reason): "the waiting events cannot be kept: \(reason)"
        case .read(let error): error.description
        case .append(let error): error.description
        }
    }
}

/// What an import did.
public struct ImportReport: JSONAnswer, Hashable, Sendable {
    /// Events appended now.
    public var appended = 0
    /// Events given that the ledger held already, or that the input gave twice.
    public var alreadyPresent = 0
    /// Violations among the events appended now, judged once all are in.
    public var violations = 0
    /// The ledger's latest sequence afterwards.
    public var lastSequence: UInt64 = 0

    /// The `import` answer of interchange section 2.
    public var json: JSONValue {
        [
            "appended": .integer(Int64(appended)), "alreadyPresent": .integer(Int64(alreadyPresent)),
            "violations": .integer(Int64(violations)), "lastSequence": .integer(Int64(lastSequence)),
        ]
    }
}
