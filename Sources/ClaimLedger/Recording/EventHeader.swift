// The fixed-width header that stands before an event's JSON in the `events` table.
//
//   offset  bytes  meaning (integers little-endian)
//        0      1  layout of the header, 1
//        1      1  party: 1 partner, 2 customer, 3 microsoft, 4 system
//        2      2  kind of fact (EventKind)
//        4      1  schema version of the fact, 0 for an unknown type
//        5      1  detail: what a kind's one list member says, see `detail(of:)`; 0 where there is none
//        6      1  marks, see `EventMarks`
//        7      1  kind of stream (Stream.Kind)
//        8      4  index of the stream among those of its kind, dense, from 0 in order of first appearance
//       12      4  version in the stream, from 1
//       16      8  when it happened, microseconds since 1970-01-01T00:00:00Z
//       24      8  when it was recorded, likewise
//       32      8  sequence of the stream's previous event, 0 for its first
//       40     32  leaf hash: SHA-256(0x00 followed by the JSON bytes)
//       72      –  the JSON, to the end of the record
//
// A record is valid where 1. it is at least 74 bytes long, 2. the layout is 1, 3. party, kind and kind of stream are
// listed, 4. the version is at least 1, and is 1 exactly where there is no previous event, 5. the previous event's
// sequence is below its own. That the header agrees with the JSON, and the hash with both, is `verify`'s to say.

/// What the folds need of an event without reading its JSON; every value but the leaf hash and the back link is also there.
public struct EventHeader: Hashable, Sendable {
    /// Length of the header in bytes.
    static let byteCount = 72
    /// Where in the header the leaf hash begins.
    static let leafHashOffset = 40
    static let layout: UInt8 = 1

    /// What sort of fact it is.
    public var kind: EventKind
    /// Which side acted.
    public var party: Party
    /// The version of the fact's JSON shape; 0 for a type this version does not know.
    public var schemaVersion: UInt8
    /// What the kind's one list member says: a respondent, a component, a cause, an expiry, a process; 0 for none.
    public var detail: UInt8
    /// Answers to the yes-or-no questions that the folds ask of every event.
    public var marks: EventMarks
    /// What the event's stream is about.
    public var streamKind: Stream.Kind
    /// Dense among the streams of its kind, from 0: state of claims can live in arrays.
    public var streamIndex: UInt32
    /// Version in the stream, from 1.
    public var streamVersion: UInt32
    /// When it happened, as its source says.
    public var time: Instant
    /// When it was appended; never earlier than for the event before it in the ledger.
    public var recordedTime: Instant
    /// Sequence of the stream's previous event; 0 for its first.
    public var previousInStream: UInt64
}

/// Yes-or-no facts of an event that save reading its JSON.
public struct EventMarks: OptionSet, Hashable, Sendable {
    /// One bit for each mark, as the header stores them.
    public let rawValue: UInt8

    /// Takes bits as stored, those without a meaning included.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The text that the kind's rule requires is there: reason, comment or justification.
    public static let requiredText = EventMarks(rawValue: 1 << 0)
    /// A submission acknowledges its proof of execution (POE-10).
    public static let poeAcknowledged = EventMarks(rawValue: 1 << 1)
    /// A survey is signed with name, company and title (PA-17).
    public static let signed = EventMarks(rawValue: 1 << 2)
    /// An approval or a disassociation lists workloads.
    public static let listsWorkloads = EventMarks(rawValue: 1 << 3)
    /// A claim was split off another (CPOR-9).
    public static let split = EventMarks(rawValue: 1 << 4)
    /// A consent request states the deal size.
    public static let dealSize = EventMarks(rawValue: 1 << 5)
}

extension EventHeader {
    /// The header of an event that has not been recorded; its place in the ledger is still open.
    init(of event: ClaimEvent) {
        kind = event.fact.kind
        party = event.actor.party
        schemaVersion = kind == .unknown ? 0 : ClaimEvent.schemaVersion
        detail = Self.detail(of: event.fact)
        marks = Self.marks(of: event.fact, listsWorkloads: event.listsWorkloads)
        streamKind = event.stream.kind
        streamIndex = 0
        streamVersion = 0
        time = event.time
        recordedTime = event.time
        previousInStream = 0
    }

    private static func detail(of fact: Fact) -> UInt8 {
        switch fact {
        case .customerClaimed(.partnerActivity): ClaimProcess.partnerActivity.code
        case .customerClaimed(.cpor), .associationMigrated: ClaimProcess.cpor.code
        case .surveySent(let respondent): respondent.code
        case .surveyCompleted(let survey): survey.respondent.code
        case .documentAdded(let document): document.component.code
        case .rejected(let rejection): rejection.cause?.code ?? 0
        case .expired(let kind): kind.code
        default: 0
        }
    }

    private static func marks(of fact: Fact, listsWorkloads: Bool) -> EventMarks {
        switch fact {
        case .consentDeclined(let declined): declined.reason.isGiven ? .requiredText : []
        case .actionRequired(let comment): comment.isGiven ? .requiredText : []
        case .rejected(let rejection): rejection.reason.isGiven ? .requiredText : []
        case .disputed(let justification): justification.isGiven ? .requiredText : []
        case .submitted(let acknowledged): acknowledged == true ? .poeAcknowledged : []
        case .surveyCompleted(let survey): survey.isSigned ? .signed : []
        case .approved(let approval): approval.workloads == nil ? [] : .listsWorkloads
        case .disassociated: listsWorkloads ? .listsWorkloads : []
        case .customerClaimed(.cpor(let claim)), .associationMigrated(let claim): claim.splitFrom == nil ? [] : .split
        case .consentRequested(let dealSize): dealSize == nil ? [] : .dealSize
        default: []
        }
    }
}

extension CaseIterable where Self: Equatable, AllCases.Index == Int {
    /// The number that stands for the value in a header: its place in the declared order, from 1.
    @inlinable public var code: UInt8 {
        guard let index = Self.allCases.firstIndex(of: self) else { preconditionFailure("a case is one of all cases") }
        return UInt8(index + 1)
    }

    /// The value with this number in a header.
    @inlinable public init?(code: UInt8) {
        guard code >= 1, code <= Self.allCases.count else { return nil }
        self = Self.allCases[Int(code) - 1]
    }
}
