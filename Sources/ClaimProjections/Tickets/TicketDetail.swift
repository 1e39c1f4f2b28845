public import ClaimLedger

/// A detail that a ticket has to give; the raw values are those printed where it is missing.
///
/// Source rule: TICKET-1, FTC-2.
public enum TicketDetail: String, CaseIterable, Sendable, Hashable {
    /// The MPN id.
    case partnerId
    case claim, program
    /// One of the two is enough.
    case customerOrWorkload
    /// Whether the amount or the eligibility is disputed.
    case disputes
    /// The kind of help asked for.
    case category
    /// The reason of a dispute, or the help that is needed.
    case details

    /// What a ticket of a kind needs to be complete.
    ///
    /// The six of a dispute are TICKET-1's; that a help ticket needs a category and details is FTC-2 read narrowly.
    public static func required(_ kind: TicketKind) -> [TicketDetail] {
        switch kind {
        case .incentiveDispute: [.partnerId, .claim, .program, .customerOrWorkload, .disputes, .details]
        case .ftcHelp: [.category, .details]
        }
    }

    /// The detail in a sentence.
    public var words: String {
        switch self {
        case .partnerId: "the partner's id"
        case .claim: "the claim"
        case .program: "the incentive program"
        case .customerOrWorkload: "the customer or workload"
        case .disputes: "what is disputed"
        case .category: "the category"
        case .details: "the reason"
        }
    }
}

extension TicketOpened {
    /// What is missing for the ticket to be complete; white space counts as nothing.
    ///
    /// Source rule: TICKET-1, FTC-2.
    public var missing: [TicketDetail] { TicketDetail.required(kind).filter { !gives($0) } }

    private func gives(_ detail: TicketDetail) -> Bool {
        func isGiven(_ text: String?) -> Bool { text.map { PersonalText.plain($0).isGiven } ?? false }
        return switch detail {
        case .partnerId: isGiven(partnerID?.text)
        case .claim: isGiven(claim)
        case .program: isGiven(program)
        case .customerOrWorkload: isGiven(customer) || isGiven(workload)
        case .disputes: disputes != nil
        case .category: isGiven(category)
        case .details: isGiven(details)
        }
    }

    /// The ticket with what an earlier form of it gave, where this one leaves it out.
    func completing(_ earlier: TicketOpened) -> TicketOpened {
        var whole = self
        whole.region = region ?? earlier.region
        whole.partnerID = partnerID ?? earlier.partnerID
        whole.claim = claim ?? earlier.claim
        whole.program = program ?? earlier.program
        whole.customer = customer ?? earlier.customer
        whole.workload = workload ?? earlier.workload
        whole.disputes = disputes ?? earlier.disputes
        whole.category = category ?? earlier.category
        whole.details = details ?? earlier.details
        return whole
    }
}
