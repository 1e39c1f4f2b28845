import ClaimLedger
import ClaimProjections
import Testing

/// Every answer of the library about the two-year history, as each party gets it.
@Suite struct `What viewers are told` {
    private static let holders = Secrets.locations.keys.sorted()
    private static let strangers = ["temp-proseware", "admin-proseware", "nobody", "proseware", "proseware-toronto"]
    private static let tenants = ["tenant-contoso", "tenant-alpine", "tenant-nobody"]

    /// All that each viewer is told, folded once for all tests; and who owned what, for the auditor.
    private struct Told: Sendable {
        var answers: [Viewer: [TwoYearsTold.Answer]] = [:]
        let owners: [OwnershipAnswer]
        let claims: [(id: ClaimID, location: LocationID)]
    }

    private static let told: Result<Told, any Error> = Result {
        let folded = try TwoYearsTold()
        let claims = folded.claims
        var told = Told(
            owners: claims.ownership(history: true), claims: claims.claimsByNumber.map { ($0.id, $0.location) })
        let viewers =
            (holders + strangers).map { Viewer.partner(UserID($0)) } + tenants.map { .customer(TenantID($0)) }
            + [.microsoft, .auditor]
        for viewer in viewers { told.answers[viewer] = try folded.answers(to: viewer) }
        return told
    }

    private func answers(to viewer: Viewer) throws -> [TwoYearsTold.Answer] {
        try #require(try Self.told.get().answers[viewer])
    }

    private func secretsTold(to viewer: Viewer, _ secrets: Secrets) throws -> [String] {
        try answers(to: viewer).flatMap { answer in secrets.told(by: answer.text).map { "\(answer.name): \($0)" } }
    }

    @Test(arguments: holders)
    func `a partner's user finds nothing of other locations, surveys and reasons`(_ user: String) throws {
        let secrets = try Secrets(location: Secrets.locations[user], user: user)
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

    @Test(arguments: [
        ("claire-proseware", ["T-1003"]), ("marisol-adatum", ["T-1001"]), ("owen-northwind", ["T-1002"]),
        ("ines-northwind", []), ("nobody", []),
    ])
    func `a ticket is told with its claim, and to who opened it`(_ user: String, _ tickets: [String]) throws {
        let answers = try answers(to: .partner(UserID(user)))
        let told = answers.map(\.name).filter { $0.hasPrefix("ticket ") }
        #expect(told == tickets.map { "ticket \($0)" })
        let export = try #require(answers.first { $0.name == "export" })
        #expect(!export.text.contains("ticket"))
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
        #expect(holds("notices", #""event":null,"kind":"conflictOpened""#))
        #expect(holds("notices", #""event":null,"kind":"associationDisplaced""#))
    }
}
