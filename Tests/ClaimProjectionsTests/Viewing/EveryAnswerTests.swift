import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections
import Testing

/// Every answer of the library about the two-year history, as each party gets it.
@Suite struct `What viewers are told` {
    static let asOf = Instant(year: 2025, month: 11, day: 1)

    /// One fold for each claim, for all viewers.
    private struct Folded {
        let evidence: EvidenceProjection
        let catalogue: CatalogueProjection
        let histories: [HistoryProjection]
        let temporary: TemporaryLedger

        init() throws {
            temporary = try TemporaryLedger()
            let lines = try ProjectFiles.contents("Fixtures/history/two-years.jsonl")
            _ = try Importer(ledger: temporary.ledger).run([MemoryInput(name: "events", bytes: lines)])
            let selection = ReplaySelection(asOf: asOf)
            var evidence = try Replay.fold(EvidenceProjection.self, over: temporary.ledger, selection, now: asOf).state
            evidence.advance(to: asOf)
            self.evidence = evidence
            catalogue = try Replay.fold(CatalogueProjection.self, over: temporary.ledger, selection, now: asOf).state
            let ledger = temporary.ledger
            histories = try evidence.claims.claimsByNumber.map { claim in
                var history = try Replay.fold(
                    into: HistoryProjection(of: claim.id), over: ledger, selection, now: asOf
                ).state
                history.advance(to: asOf)
                return history
            }
        }

        /// All that a viewer is told, each answer by its name.
        func answers(to viewer: Viewer) throws -> [Answer] {
            let claims = evidence.claims
            let sight = Sight(of: viewer, at: claims, asOf: asOf)
            var all: [(String, JSONValue)] = [
                ("status", sight.shown(claims.claimsByNumber.map { claims.status(of: $0, asOf: asOf) }).json),
                ("deadlines", sight.shown(claims.deadlines(after: asOf)).json),
                ("targets", sight.shown(evidence.reviewTargets(asOf: asOf)).json),
                ("violations", sight.shown(claims.violationAnswers).json),
                ("findings", sight.shown(evidence.findings(asOf: asOf, viewer: viewer)).json),
                ("conflicts", sight.shown(claims.conflictAnswers()).json),
                ("cases", .string("\(sight.shown(evidence.conflictCases()))")),
                ("standings", sight.shown(claims.claimsByNumber.flatMap { claims.standings(of: $0) }).json),
                ("ownership", sight.shown(claims.ownership(history: true)).json),
                ("catalogue", Sight(of: viewer, at: catalogue, asOf: asOf).shown(catalogue.answer(asOf: asOf)).json),
            ]
            for history in histories {
                guard let id = history.claim, let claim = claims[id], sight.sees(claim) else { continue }
                all.append(("history \(id)", sight.shown(history.rows).json))
                all.append(("explain \(id)", try #require(history.explanation(asOf: asOf).map(sight.shown)).json))
                all.append(("actions \(id)", sight.shown(claims.actionsNow(of: claim, at: asOf)).json))
                all.append(("family \(id)", try #require(claims.family(of: id, seenBy: sight)).json))
            }
            for row in claims.ownership(history: true) {
                let picture = try evidence.ownershipPicture(
                    tenant: row.tenant, workload: row.workload, subscription: row.subscription, asOf: asOf,
                    viewer: viewer)
                // A question names its tenant; what it names itself is not told by the answer.
                let isAsked = sight.shown([row]).isEmpty && picture.lanes.isEmpty
                if !isAsked { all.append(("picture \(row.claim)", .string(picture.svg))) }
            }
            var export = ""
            try temporary.ledger.forEachEvent(in: 1...(try temporary.ledger.head())) { event in
                if let line = try sight.shown(event) { export += String(decoding: line, as: UTF8.self) + "\n" }
                return true
            }
            return all.map { Answer(name: $0, text: String(decoding: $1.canonicalBytes(), as: UTF8.self)) }
                + [Answer(name: "export", text: export)]
        }
    }

    private static let holders = Secrets.locations.keys.sorted()
    private static let strangers = ["temp-proseware", "admin-proseware", "nobody", "proseware", "proseware-toronto"]
    private static let tenants = ["tenant-contoso", "tenant-alpine", "tenant-nobody"]

    /// All that each viewer is told, folded once for all tests; and who owned what, for the auditor.
    private struct Told: Sendable {
        var answers: [Viewer: [Answer]] = [:]
        let owners: [OwnershipAnswer]
        let claims: [(id: ClaimID, location: LocationID)]
    }

    private static let told: Result<Told, any Error> = Result {
        let folded = try Folded()
        let claims = folded.evidence.claims
        var told = Told(
            owners: claims.ownership(history: true), claims: claims.claimsByNumber.map { ($0.id, $0.location) })
        let viewers =
            (holders + strangers).map { Viewer.partner(UserID($0)) } + tenants.map { .customer(TenantID($0)) }
            + [.microsoft, .auditor]
        for viewer in viewers { told.answers[viewer] = try folded.answers(to: viewer) }
        return told
    }

    private func answers(to viewer: Viewer) throws -> [Answer] { try #require(try Self.told.get().answers[viewer]) }

    private func secretsTold(to viewer: Viewer, _ secrets: Secrets) throws -> [String] {
        try answers(to: viewer).flatMap { answer in secrets.told(by: answer.text).map { "\(answer.name): \($0)" } }
    }

    @Test(arguments: holders)
    func `a partner's user finds nothing of other locations, surveys and reasons`(_ user: String) throws {
        let secrets = try Secrets(location: Secrets.locations[user])
        #expect(secrets.claims.count > 60)
        #expect(secrets.texts.count > 400)
        let told = try secretsTold(to: .partner(UserID(user)), secrets)
        #expect(told.isEmpty, "\(told.prefix(20))")
    }

    @Test(arguments: strangers)
    func `whoever holds no role finds no claim at all`(_ user: String) throws {
        let told = try secretsTold(to: .partner(UserID(user)), try Secrets(location: nil))
        #expect(told.isEmpty, "\(told.prefix(20))")
    }

    @Test(arguments: tenants)
    func `a customer finds its partners of record and nothing else`(_ tenant: String) throws {
        // Who the partners are, and of what, is what it is told.
        let owners = try Self.told.get().owners.filter { $0.tenant.text == tenant }
        let known = Set(
            owners.flatMap { [$0.subscription?.text, $0.partner.text, $0.workload.text].compactMap(\.self) })
        let secrets = try Secrets(location: nil, tenant: tenant)
        let told = try secretsTold(to: .customer(TenantID(tenant)), secrets).filter { line in
            !known.contains { line.hasSuffix(": \($0)") }
        }
        #expect(told.isEmpty, "\(told.prefix(20))")
        let rows = try answers(to: .customer(TenantID(tenant))).first { $0.name == "ownership" }
        #expect(rows?.text == String(decoding: owners.json.canonicalBytes(), as: UTF8.self))
        #expect(owners.isEmpty == (tenant == "tenant-nobody"))
    }

    @Test func `Microsoft is told what the auditor is told, and both are told the secrets`() throws {
        let auditor = try answers(to: .auditor)
        #expect(try answers(to: .microsoft).map(\.text) == auditor.map(\.text))
        let secrets = try Secrets(location: "proseware-toronto")
        let told = Set(auditor.flatMap { secrets.told(by: $0.text) })
        #expect(told.isSuperset(of: secrets.claims))
        #expect(told.count > secrets.texts.count)
    }

    @Test(arguments: holders)
    func `a partner's user is told of all its own claims`(_ user: String) throws {
        let location = try #require(Secrets.locations[user])
        let own = try Self.told.get().claims.filter { $0.location.text == location }.map(\.id.description)
        let explained = try answers(to: .partner(UserID(user))).map(\.name).filter { $0.hasPrefix("explain ") }
        #expect(explained == own.map { "explain \($0)" })
        #expect(!own.isEmpty)
    }

    @Test func `what is withheld is told to exist`() throws {
        let answers = try answers(to: .partner("claire-proseware"))
        func holds(_ name: String, _ text: String) -> Bool {
            answers.contains { $0.name == name && $0.text.contains(text) }
        }
        #expect(holds("history 3020105", "consent-declined"))
        #expect(holds("export", #""notShown":["comment","reason"]"#))
        #expect(holds("export", #""notShown":["rationale"]"#))
        #expect(holds("conflicts", #""challenger":null"#))
        #expect(holds("conflicts", #""holder":null"#))
        #expect(holds("ownership", #""endedBy":"displaced","endedByClaim":null"#))
    }
}

/// One answer, by its name.
private struct Answer: Sendable {
    let name: String
    let text: String
}
