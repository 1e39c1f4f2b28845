public import ClaimLedger

/// Whether a party may take an action now, and why not: a row of `now` in the `actions` answer (ACT-3).
public struct ActionAnswer: JSONAnswer, Hashable, Sendable {
    /// What would be done.
    public let action: ClaimAction
    /// Who would do it.
    public let party: Party
    /// Whether an event of the kind, well filled in, would break no rule.
    public var isAllowed: Bool { breach == nil }
    /// Why not; nil where the action is allowed.
    public let breach: Breach?
    /// For a refused action, from when on the clock alone makes it allowed.
    public let from: Instant?
    /// For an allowed action, until when; at that instant the clock alone makes it a violation.
    public let until: Instant?

    /// The row of interchange section 2, with rule and reason apart.
    public var json: JSONValue {
        [
            "action": .string(action.rawValue), "party": .string(party.rawValue), "allowed": .bool(isAllowed),
            "rule": JSONValue(text: breach?.rule.text), "reason": JSONValue(text: breach?.reason),
            "from": JSONValue(from), "until": JSONValue(until),
        ]
    }
}

extension ClaimsProjection {
    /// What may be done on a claim at an instant, once the state has been advanced to it.
    ///
    /// - Parameters:
    ///   - claim: One of this state's claims.
    ///   - instant: The instant that the state has been advanced to.
    ///   - party: Whose actions to answer; nil for everybody's.
    /// - Returns: One row for each action and side that takes it, in the order of `ClaimAction`.
    public func actionsNow(of claim: ClaimState, at instant: Instant, party: Party? = nil) -> [ActionAnswer] {
        let now = lapsed(claim, by: instant)
        let changes = changes(of: claim, at: clockInstants(of: claim), after: instant)
        var rows: [ActionAnswer] = []
        rows.reserveCapacity(ClaimAction.allCases.count + 1)
        for action in ClaimAction.allCases {
            for side in action.parties where party == nil || side == party {
                let breach = breach(of: action, by: side, on: now, at: instant)
                let isAllowed = breach == nil
                let turn =
                    Self.canTurn(breach)
                    ? self.turn(of: action, by: side, on: claim, after: instant, isAllowed: isAllowed, changes) : nil
                rows.append(
                    ActionAnswer(
                        action: action, party: side, breach: breach, from: isAllowed ? nil : turn,
                        until: isAllowed ? turn : nil))
            }
        }
        return rows
    }

    /// Whether the clock alone may make an end of an answer: of what is allowed, and of what only has to wait.
    private static func canTurn(_ breach: Breach?) -> Bool {
        guard let breach else { return true }
        return breach.rule == "TIME-5" || breach.rule == "CONF-3"
    }

    /// An instant at which the clock alone may turn an answer, and the claim as it stands from then on.
    private struct ClockChange {
        let at: Instant
        let claim: ClaimState
    }

    private func changes(of claim: ClaimState, at instants: [Instant], after instant: Instant) -> [ClockChange] {
        instants.filter { $0 > instant }.map { ClockChange(at: $0, claim: lapsed(claim, by: $0)) }
            .sorted { $0.at < $1.at }
    }

    /// When the clock alone makes an allowed action a violation, or the other way round; nil where it never does.
    private func turn(
        of action: ClaimAction, by party: Party, on claim: ClaimState, after instant: Instant, isAllowed: Bool,
        _ changes: [ClockChange]
    ) -> Instant? {
        var changes = changes
        let own = clockInstants(of: claim, only: action)
        if !own.isEmpty {
            changes += self.changes(of: claim, at: own, after: instant)
            changes.sort { $0.at < $1.at }
        }
        // Between these instants the clock changes nothing, so trying each of them finds the first that matters.
        return changes.first { (breach(of: action, by: party, on: $0.claim, at: $0.at) == nil) != isAllowed }?.at
    }

    /// The breach that an event of the kind, well filled in, would be at an instant; nil where it would be none.
    ///
    /// The claim is taken as it stands at that instant.
    private func breach(of action: ClaimAction, by party: Party, on claim: ClaimState, at instant: Instant) -> Breach? {
        let act = Act(
            action.trigger, by: party, at: instant, marks: [.requiredText, .poeAcknowledged, .signed],
            fact: wellFilled(action, on: claim))
        return judge(act, on: claim, ignoring: action == .changeWorkloads ? .guards : .nothing).breach
    }

    /// The payload of an event as the action would fill it in, where guards ask for one.
    private func wellFilled(_ action: ClaimAction, on claim: ClaimState) -> Fact? {
        switch action {
        case .requestConsent: .consentRequested(dealSizeUSD: claim.activity.dealSizeUSD ?? 1)
        case .editContacts:
            // One contact that is not locked; the partner's own never is.
            .contactsEdited(ContactsEdited(partner: Contact()))
        case .addDocument:
            .documentAdded(
                DocumentAdded(documentID: DocumentID(""), component: .poeDocument, fileName: "", sha256: ""))
        case .removeDocument:
            .documentRemoved(claim.documents.first { !$0.isRemoved }?.id ?? DocumentID(""))
        default: nil
        }
    }

    /// Every instant at which the clock alone may turn any answer about a claim.
    private func clockInstants(of claim: ClaimState) -> [Instant] {
        var instants = [Limit.consent, .submission, .completion, .disputeSubmission, .answer].compactMap {
            deadline($0, of: claim)?.at
        }
        if let lapse = pendingLapse(of: claim) {
            // A claim that lapses into `rejected` has a window of its own from then on.
            instants.append(lapse.at)
            let lapsed = lapsed(claim, by: lapse.at)
            if let window = deadline(.dispute, of: lapsed) { instants.append(window.at) }
        }
        return instants
    }

    /// Those at which it may turn the answer about one action only.
    private func clockInstants(of claim: ClaimState, only action: ClaimAction) -> [Instant] {
        var instants: [Instant] = []
        if let again = sendableAgain(action.trigger, on: claim) { instants.append(again) }
        if action == .approve {
            instants += conflicts.open(challenger: claim.place).map { conflicts.all[$0].respondBy }
        }
        return instants
    }
}
