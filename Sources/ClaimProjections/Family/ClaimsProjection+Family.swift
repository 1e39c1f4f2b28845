public import ClaimLedger

extension ClaimsProjection {
    /// The family of a claim, once the state has been advanced to the answer's instant; nil where there is no such claim.
    ///
    /// Time is linear in the number of claims and associations.
    ///
    /// - Parameters:
    ///   - claim: Whose family.
    ///   - sight: What the viewer may see; hidden claims are left out, and so is who is linked through them only.
    /// - Returns: The claim and all that are linked to it.
    public func family(of claim: ClaimID, seenBy sight: Sight? = nil) -> FamilyAnswer? {
        guard self[claim] != nil, sight?.sees(claim) ?? true else { return nil }
        let links = familyLinks.filter { link in sight.map { $0.sees(link.from) && $0.sees(link.to) } ?? true }
        var byMember: [ClaimID: [Int]] = [:]
        for (place, link) in links.enumerated() {
            byMember[link.from, default: []].append(place)
            byMember[link.to, default: []].append(place)
        }
        var members: Set<ClaimID> = [claim]
        var open = [claim]
        var found: Set<Int> = []
        while let next = open.popLast() {
            for place in byMember[next] ?? [] where found.insert(place).inserted {
                for member in [links[place].from, links[place].to] where members.insert(member).inserted {
                    open.append(member)
                }
            }
        }
        return FamilyAnswer(
            claim: claim, members: members.sorted().map(familyMember),
            links: found.map { links[$0] }.sorted(by: FamilyLink.areInOrder))
    }

    private func familyMember(_ id: ClaimID) -> FamilyMember {
        let claim = self[id]
        return FamilyMember(
            claim: id, process: claim?.process, status: claim?.status, since: claim?.since, partner: claim?.partner,
            created: claim?.created)
    }

    private var familyLinks: [FamilyLink] {
        var links: [FamilyLink] = []
        for claim in claims {
            if let parent = claim.association.splitFrom {
                links.append(FamilyLink(.splitFrom, from: claim.id, to: parent, at: claim.created))
            }
            if let former = claim.reclaimOf {
                links.append(FamilyLink(.reclaimOf, from: claim.id, to: former, at: claim.created))
            }
            for rejection in claim.automaticRejections {
                links.append(
                    FamilyLink(.rejectedFor, from: claim.id, to: claims[rejection.rival].id, at: rejection.at))
            }
        }
        for association in slots.associations {
            guard let displacer = association.endedByClaim, let end = association.end else { continue }
            links.append(
                FamilyLink(
                    .displacedBy, from: claims[association.claim].id, to: claims[displacer].id, at: end,
                    workload: association.workload))
        }
        return links
    }
}

extension FamilyLink {
    fileprivate init(
        _ kind: FamilyLinkKind, from: ClaimID, to: ClaimID, at instant: Instant, workload: Workload? = nil
    ) {
        self.init(
            kind: kind, from: from, to: to, at: instant, workload: workload?.name, subscription: workload?.subscription)
    }

    fileprivate static func areInOrder(_ left: Self, _ right: Self) -> Bool {
        if left.at != right.at { return left.at < right.at }
        if left.from != right.from { return left.from < right.from }
        if left.to != right.to { return left.to < right.to }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        if left.workload != right.workload { return (left.workload ?? "") < (right.workload ?? "") }
        return (left.subscription ?? "") < (right.subscription ?? "")
    }
}
