import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// A few events, told one after the other, and the evidence they leave.
struct EvidenceStory {
    private var lines: [String] = []
    private let prefix: String

    /// Starts without events; two stories of one ledger tell their events' ids apart by a prefix.
    init(prefix: String = "e") { self.prefix = prefix }

    /// Any event.
    mutating func tell(
        _ type: String, _ subject: String, _ time: String, by party: String = "partner", _ data: String = "{}"
    ) {
        lines.append(
            """
            {"specversion":"1.0","id":"\(prefix)-\(lines.count)","source":"test","type":"claimledger.\(type).v1",\
            "subject":"\(subject)","time":"\(time)","actorparty":"\(party)","actorid":"\(party)-1",\
            "datacontenttype":"application/json","data":\(data)}
            """)
    }

    /// A partner-of-record claim; `more` are further members of its creation, each with a comma before it.
    mutating func association(
        _ claim: String, of partner: String = "northwind", _ time: String, workloads: String = #"[{"name":"Teams"}]"#,
        association: String = "usage", area: String = "modernWork", customer: String = "", more: String = "",
        by party: String = "partner"
    ) {
        tell(
            "customer-claimed", "claim/\(claim)", time, by: party,
            """
            {"process":"cpor","claimName":"N","solutionArea":"\(area)","association":"\(association)",\
            "customer":{"idType":"tenantId","id":"tenant-contoso"\(customer)},"partner":{"id":"\(partner)","name":"P"},\
            "location":{"id":"\(partner)-1"},"contacts":{"customer":{"name":"A","email":"a@contoso.com"},\
            "partner":{"name":"P","email":"p@p.example"}},"workloads":\(workloads)\(more)}
            """)
    }

    /// A Partner Activities claim for the engagement `frontline`.
    mutating func activity(
        _ claim: String, of partner: String = "northwind", _ time: String, location: String = "", more: String = ""
    ) {
        tell(
            "customer-claimed", "claim/\(claim)", time,
            """
            {"process":"partnerActivity","claimName":"N","engagement":{"id":"frontline","name":"F",\
            "solutionArea":"modernWork","payout":"fixed","timeline":"standard"},"customer":{"idType":"domain",\
            "id":"contoso.com"},"partner":{"id":"\(partner)","name":"P"},"location":{"id":"\(partner)-1"\(location)},\
            "contacts":{"customer":{"name":"A","email":"a@contoso.com"},"partner":{"name":"P","email":"p@p.example"}},\
            "requiredComponents":[]\(more)}
            """)
    }

    /// A document; `facts` are what it states, each with a comma before it.
    mutating func document(
        _ id: String, on claim: String, _ time: String, component: String = "poeDocument", hash: String? = nil,
        _ facts: String = ""
    ) {
        let digits = hash ?? String(lines.count, radix: 16)
        tell(
            "document-added", "claim/\(claim)", time,
            """
            {"documentId":"\(id)","component":"\(component)","fileName":"f.pdf",\
            "sha256":"\(String(repeating: "0", count: 64 - digits.count))\(digits)"\(facts)}
            """)
    }

    mutating func submit(_ claim: String, _ time: String) {
        tell("submitted", "claim/\(claim)", time, #"{"poeAcknowledged":true}"#)
    }

    /// The evidence as of an instant, from a real ledger.
    func evidence(asOf text: String = "2030-01-01T00:00:00Z") throws -> EvidenceProjection {
        var evidence = try replay(EvidenceProjection.self, asOf: text)
        evidence.advance(to: try Instant(parsing: text))
        return evidence
    }

    /// What a fold of the events that happened by an instant comes to.
    func replay<State: Projection>(
        _ type: State.Type = State.self, asOf text: String = "2030-01-01T00:00:00Z"
    ) throws -> State {
        try replay(into: State(), asOf: text)
    }

    /// What a fold comes to, from a state that says what to keep.
    func replay<State: Projection>(into initial: State, asOf text: String) throws -> State {
        try Self.replay([self], into: initial, asOf: text)
    }

    /// What a fold of several stories comes to, each recorded after the one before it.
    static func replay<State: Projection>(
        _ stories: [EvidenceStory], into initial: State, asOf text: String
    ) throws -> State {
        try replay(stories.map { Array($0.lines.joined(separator: "\n").utf8) }, into: initial, asOf: text)
    }

    /// Two years of six partners, as of 2025-11-01.
    static func twoYears() throws -> EvidenceProjection { try twoYears(asOf: "2025-11-01T00:00:00Z") }

    static func twoYears(asOf text: String) throws -> EvidenceProjection {
        try evidence(ProjectFiles.contents("Fixtures/history/two-years.jsonl"), asOf: text)
    }

    private static func evidence(_ events: [UInt8], asOf text: String) throws -> EvidenceProjection {
        var evidence = try replay([events], into: EvidenceProjection(), asOf: text)
        evidence.advance(to: try Instant(parsing: text))
        return evidence
    }

    private static func replay<State: Projection>(
        _ files: [[UInt8]], into initial: State, asOf text: String
    ) throws -> State {
        let temporary = try TemporaryLedger()
        for events in files {
            _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "events", bytes: events)])
        }
        let asOf = try Instant(parsing: text)
        return try Replay.fold(into: initial, over: temporary.ledger, ReplaySelection(asOf: asOf), now: asOf).state
    }
}

/// The number of a claim in a test.
func claim(_ number: String) throws -> ClaimID { try #require(ClaimID(number)) }
