public import ClaimLedger

extension Sight {
    /// An event as the viewer may read it, in canonical form; nil where it is not shown at all.
    ///
    /// Who sees everything gets the bytes as stored. A partner gets the events about its own claims and locations, and what
    /// is published to everybody: engagements and rules. Only members that this version knows are shown; those that are
    /// withheld are named in `notShown` (VIS-2). What the event came from is left out, since that may be a rival's.
    ///
    /// - Throws: `ReadError` where the stored event cannot be read.
    public func shown(_ event: borrowing EventView) throws(ReadError) -> [UInt8]? {
        guard !viewer.seesEverything else { return event.jsonBytes() }
        guard case .partner = viewer, event.kind != .unknown else { return nil }
        let stored = try event.event()
        guard isShown(stored) else { return nil }
        let (fact, withheld) = shown(stored.fact)
        let readable: ClaimEvent
        let added: JSONValue
        do {
            readable = try ClaimEvent(
                id: stored.id, source: stored.source, stream: stored.stream, time: stored.time, actor: stored.actor,
                fact: fact)
            added = try JSONValue(parsing: event.jsonBytes())
        } catch { throw .damaged(sequence: event.sequence, reason: "\(error)") }
        var json = readable.json
        if case .object(let members) = added {
            for name in ["recordedtime", "sequence", "streamversion"] { json[name] = members[name] }
        }
        if case .object(var data) = json["data"] {
            data = redactedTexts(of: data)
            if !withheld.isEmpty { data["notShown"] = .array(withheld.map { .string($0) }) }
            json["data"] = .object(data)
        }
        return JSONValue.object(json).canonicalBytes()
    }

    private func isShown(_ event: ClaimEvent) -> Bool {
        switch (event.stream, event.fact) {
        case (.claim(let claim), _): sees(claim)
        case (.location(let location), _): sees(location)
        case (.engagement, .engagementPublished), (.rules, _): true
        case (.engagement, _), (.subscription, _), (.ticket, _): false
        }
    }

    /// A fact without what is Microsoft's alone, and the names of what was left out.
    private func shown(_ fact: Fact) -> (fact: Fact, withheld: [String]) {
        switch fact {
        case .consentDeclined: return (.consentDeclined(ConsentDeclined()), ["comment", "reason"])
        case .surveyCompleted(let survey):
            return (.surveyCompleted(SurveyCompleted(respondent: survey.respondent, signature: nil)), ["signature"])
        case .approved(var approval):
            guard approval.rationale != nil else { return (fact, []) }
            approval.rationale = nil
            return (.approved(approval), ["rationale"])
        case .customerClaimed(.partnerActivity(var claim)):
            guard let former = claim.reclaimOf, !sees(former) else { return (fact, []) }
            claim.reclaimOf = nil
            return (.customerClaimed(.partnerActivity(claim)), ["reclaimOf"])
        case .customerClaimed(.cpor(let claim)):
            let (shown, withheld) = shown(claim)
            return (.customerClaimed(.cpor(shown)), withheld)
        case .associationMigrated(let claim):
            let (shown, withheld) = shown(claim)
            return (.associationMigrated(shown), withheld)
        default: return (fact, [])
        }
    }

    private func shown(_ claim: PartnerOfRecordClaim) -> (PartnerOfRecordClaim, withheld: [String]) {
        var claim = claim
        var withheld: [String] = []
        if let former = claim.reclaimOf, !sees(former) {
            claim.reclaimOf = nil
            withheld.append("reclaimOf")
        }
        if let parent = claim.splitFrom, !sees(parent) {
            claim.splitFrom = nil
            withheld.append("splitFrom")
        }
        return (claim, withheld)
    }

    /// Members in which somebody writes freely, and may have named a claim.
    private static let freeTexts: Set<String> = [
        "claimName", "comment", "domainMismatchReason", "fileName", "justification", "reason", "text",
    ]

    private func redactedTexts(of data: JSONObject) -> JSONObject {
        var data = data
        for member in data.members where Self.freeTexts.contains(member.name) {
            if case .string(let text) = member.value { data[member.name] = .string(redacted(text)) }
        }
        return data
    }
}
