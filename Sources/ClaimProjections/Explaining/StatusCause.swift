import ClaimLedger

/// What led a claim to a status.
public enum StatusCause: Hashable, Sendable {
    /// An event, by a row of the tables; with it the deadlines that the row's limits had for the claim just then.
    case step(Step, deadlines: [Limit: DeadlineInstant])
    /// An event that no row permits from there: it led where such an event usually leads (FACT-1).
    case usualStatus
    /// The clock, whether or not an event has recorded it.
    case lapse(Lapse)
    /// The consent that another partner's claim received (PA-21), whether or not an event has recorded it.
    case rivalConsent(AutomaticRejection)
}

extension ClaimsProjection {
    /// What the latest event says about why its claim has its status; nil where it led to none.
    ///
    /// - Parameter claim: The claim as it stood just before the event.
    /// - Returns: The clock or a rival's consent where the event confirms it, else the row that was followed.
    func cause(on claim: ClaimState) -> StatusCause? {
        switch outcome.confirmation {
        case .lapse(let index): return outcome.claim.map { .lapse(claims[$0].lapses[index]) }
        case .rejection(let index): return outcome.claim.map { .rivalConsent(claims[$0].automaticRejections[index]) }
        case nil: break
        }
        guard let step = outcome.step else { return outcome.from == outcome.to ? nil : .usualStatus }
        var deadlines: [Limit: DeadlineInstant] = [:]
        for case .before(let limit) in step.guards { deadlines[limit] = deadline(limit, of: claim) }
        return .step(step, deadlines: deadlines)
    }

    /// A claim as an event about it finds it, the lapse due by then included; nil where the event is about another.
    func state(of place: Int, before header: EventHeader) -> ClaimState? {
        guard header.streamKind == .claim, header.streamIndex == claims[place].streamIndex else { return nil }
        return lapsed(claims[place], by: header.time)
    }

    /// How often events about others have changed a claim.
    func consequences(of place: Int) -> Consequences {
        Consequences(
            rejections: claims[place].automaticRejections.count, owned: claims[place].association.owned.count)
    }

    /// What events about others can change on a claim.
    struct Consequences: Equatable {
        let rejections: Int
        let owned: Int
    }
}
