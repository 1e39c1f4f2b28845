public import ClaimLedger

/// A dispute ticket filled in from a claim's history: the `ticket-draft` answer.
///
/// It is a proposal: nothing is opened. It holds nothing that a partner may not see.
///
/// Source rule: TICKET-1.
public struct TicketDraft: JSONAnswer, Hashable, Sendable {
    /// An instant that matters for the dispute, and what it decides.
    public struct Deadline: Hashable, Sendable {
        /// The rule that sets it.
        public let rule: RuleID
        /// The first instant that is too late.
        public let at: Instant
        /// What it ends, or what it led to.
        public let words: String
        /// Whether it has passed at the answer's instant.
        public let isPassed: Bool
    }

    /// Microsoft's latest rejection, or the clock's or a rival's.
    public struct Rejection: Hashable, Sendable {
        /// When it was.
        public let at: Instant
        /// What the reviewer wrote, possibly sealed; nil where no reviewer decided.
        public let reason: PersonalText?
        /// How it came about, in words.
        public let words: String
    }

    /// The claim in dispute.
    public let claim: ClaimID
    /// Where it stands.
    public let status: ClaimStatus
    /// The data of the `ticket-opened` event that the draft proposes.
    public let form: TicketOpened
    /// The latest rejection; nil where the claim has none.
    public let rejection: Rejection?
    /// The instants that matter, the earliest first.
    public let deadlines: [Deadline]
    /// The documents that stand on the claim, in the order they were added.
    public let evidence: [DraftEvidence]

    /// What is missing for the ticket to be complete.
    ///
    /// Source rule: TICKET-1.
    public var missing: [TicketDetail] { form.missing }
    /// Where to send it: the region's address or the path in Partner Center.
    ///
    /// Source rule: TICKET-2.
    public var sendTo: String? { TicketDesk.place(form.kind, by: form.channel, region: form.region) }

    /// The draft in JSON; `ticket` holds the members of the event's data.
    public var json: JSONValue {
        [
            "claim": .string(claim.description), "status": .string(status.rawValue), "ticket": formJSON,
            "missing": .array(missing.map { .string($0.rawValue) }), "sendTo": JSONValue(text: sendTo),
            "rejection": rejection.map { rejection in
                [
                    "at": .string(rejection.at.description), "reason": JSONValue(text: rejection.reason?.plainText),
                    "sealed": .bool(rejection.reason != nil && rejection.reason?.plainText == nil),
                    "words": .string(rejection.words),
                ]
            } ?? .null,
            "deadlines": .array(
                deadlines.map { deadline in
                    [
                        "rule": .string(deadline.rule.text), "at": .string(deadline.at.description),
                        "words": .string(deadline.words), "passed": .bool(deadline.isPassed),
                    ]
                }),
            "evidence": evidence.json,
        ]
    }

    private var formJSON: JSONValue {
        [
            "kind": .string(form.kind.rawValue), "channel": .string(form.channel.rawValue),
            "region": JSONValue(text: form.region?.rawValue), "partnerId": JSONValue(form.partnerID),
            "claim": JSONValue(text: form.claim), "program": JSONValue(text: form.program),
            "customer": JSONValue(text: form.customer), "workload": JSONValue(text: form.workload),
            "disputes": JSONValue(text: form.disputes?.rawValue), "details": JSONValue(text: form.details),
        ]
    }
}

/// A document that a dispute can point to.
public struct DraftEvidence: JSONAnswer, Hashable, Sendable {
    /// What the document states.
    public let document: DocumentAdded
    /// When it was added.
    public let addedAt: Instant

    /// The document by its names and its hash.
    public var json: JSONValue {
        [
            "document": .string(document.documentID.text), "component": .string(document.component.rawValue),
            "fileName": .string(document.fileName), "sha256": .string(document.sha256),
            "addedAt": .string(addedAt.description),
        ]
    }
}
