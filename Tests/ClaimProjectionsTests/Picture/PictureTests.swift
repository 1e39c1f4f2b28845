import ClaimLedger
import ClaimProjections
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct `Pictures of ownership` {
    private static let asOf = "2025-11-01T00:00:00Z"

    @Test func `every slot of two years is drawn with the instants of its history`() throws {
        let evidence = try EvidenceStory.twoYears()
        let rows = evidence.claims.ownership(history: true)
        #expect(rows.count > 20)
        for row in rows {
            let picture = try evidence.ownershipPicture(
                tenant: row.tenant, workload: row.workload, subscription: row.subscription,
                asOf: Instant(parsing: Self.asOf))
            let history = evidence.claims.ownership(
                SlotFilter(tenant: row.tenant, workload: row.workload, subscription: row.subscription), history: true)
            #expect(Set(picture.lanes.map(\.association)) == Set(history))
            let document = try parsed(picture.svg)
            #expect(
                document.bars
                    == picture.lanes.map(\.association).map { lane in
                        let end = lane.disassociatedOn.map(\.description) ?? "now"
                        return "claim \(lane.claim) of \(lane.partner): \(lane.associatedOn) → \(end)"
                    })
        }
    }

    @Test func `every conflict is drawn over the association it challenged`() throws {
        let evidence = try EvidenceStory.twoYears()
        for conflict in evidence.conflictCases() {
            let picture = try evidence.ownershipPicture(
                tenant: conflict.conflict.tenant, workload: conflict.conflict.workload,
                subscription: conflict.conflict.subscription, asOf: Instant(parsing: Self.asOf))
            let lane = try #require(picture.lanes.first { $0.conflicts.contains(conflict) })
            #expect(lane.association.claim == conflict.holder.claim)
            for instant in [conflict.conflict.openedAt, conflict.conflict.respondedAt, conflict.decision?.at] {
                if let instant { #expect(picture.svg.contains(instant.description)) }
            }
        }
    }

    @Test func `a picture is the same to the byte`() throws {
        let picture = try EvidenceStory.twoYears().ownershipPicture(
            tenant: "tenant-contoso", workload: "DYNAMICS 365 SALES ENTERPRISE EDITION",
            asOf: Instant(parsing: Self.asOf))
        let name = "Fixtures/snapshots/pictures/sales-of-contoso.svg"
        let file = ProjectFiles.path(name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(
                atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try picture.svg.write(toFile: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(file)")
        }
        let expected = try ProjectFiles.contents(name)
        #expect(picture.svg == String(decoding: expected, as: UTF8.self))
    }

    @Test func `names can hold what they like`() throws {
        var story = EvidenceStory()
        let name = #"<script>\"&'\u0007\u202E</script>"# + String(repeating: "long ", count: 50)
        story.association("1", of: "a<b&c", "2025-06-01T00:00:00Z", workloads: #"[{"name":"\#(name)"}]"#)
        story.document("a", on: "1", "2025-06-01T00:00:00Z")
        story.submit("1", "2025-06-01T00:00:00Z")
        story.tell("approved", "claim/1", "2025-06-02T00:00:00Z", by: "microsoft")
        let evidence = try story.evidence()
        let row = try #require(evidence.claims.ownership().first)
        let svg = try evidence.ownershipPicture(
            tenant: row.tenant, workload: row.workload, asOf: Instant(parsing: Self.asOf)
        ).svg
        #expect(try parsed(svg).bars.count == 1)
        #expect(!svg.contains("<script"))
        #expect(!svg.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `a slot that nobody has owned is a picture too`() throws {
        let svg = try EvidenceStory.twoYears().ownershipPicture(
            tenant: "nobody", workload: "Nothing", asOf: Instant(parsing: Self.asOf)
        ).svg
        #expect(try parsed(svg).bars.isEmpty)
        #expect(svg.contains("nobody has owned it"))
    }

    @Test func `one of several subscriptions is to be named`() throws {
        var story = EvidenceStory()
        story.association(
            "1", "2025-06-01T00:00:00Z",
            workloads: #"[{"name":"Sales","subscription":"S-2"},{"name":"Sales","subscription":"s-1"}]"#,
            area: "businessApplications")
        story.document("a", on: "1", "2025-06-01T00:00:00Z")
        story.submit("1", "2025-06-01T00:00:00Z")
        story.tell("approved", "claim/1", "2025-06-02T00:00:00Z", by: "microsoft")
        let evidence = try story.evidence()
        #expect(throws: PictureError.severalSubscriptions(["S-2", "s-1"])) {
            try evidence.ownershipPicture(
                tenant: "TENANT-CONTOSO", workload: "Sales", asOf: Instant(parsing: Self.asOf))
        }
        let picture = try evidence.ownershipPicture(
            tenant: "TENANT-CONTOSO", workload: "Sales", subscription: "S-1", asOf: Instant(parsing: Self.asOf))
        #expect(picture.lanes.map(\.association.subscription) == ["s-1"])
        #expect(
            PictureError.severalSubscriptions(["S-2", "s-1"]).description == """
                a picture shows one slot, and the workload has several: name one of its subscriptions
                  S-2, s-1
                """)
    }

    @Test(arguments: ["2025-06-02T00:00:00Z", "2025-06-02T00:00:01Z", "2026-01-01T00:00:00Z", "9999-12-31T00:00:00Z"])
    func `time has ticks at any scale`(_ asOf: String) throws {
        var story = EvidenceStory()
        story.association("1", "2025-06-01T00:00:00Z")
        story.document("a", on: "1", "2025-06-01T00:00:00Z")
        story.submit("1", "2025-06-01T00:00:00Z")
        story.tell("approved", "claim/1", "2025-06-02T00:00:00Z", by: "microsoft")
        let svg = try story.evidence(asOf: asOf).ownershipPicture(
            tenant: "tenant-contoso", workload: "Teams", asOf: Instant(parsing: asOf)
        ).svg
        let lines = svg.matches(of: /class="grid"/).count
        #expect((1...9).contains(lines), "\(lines) ticks")
        #expect(try parsed(svg).bars.count == 1)
    }

    @Test func `light and dark name the same classes`() throws {
        let svg = try EvidenceStory.twoYears().ownershipPicture(
            tenant: "tenant-lamna", workload: "Purview Information Protection (MIP)",
            asOf: Instant(parsing: Self.asOf)
        ).svg
        let parts = svg.split(separator: "prefers-color-scheme: dark", maxSplits: 1)
        try #require(parts.count == 2)
        for name in ["page", "grid", "track", "mark", "hollow", "approved", "rejected", "p0", "p5", "faint"] {
            #expect(parts[0].contains(".\(name)") && parts[1].contains(".\(name)"), "\(name)")
        }
    }

    // MARK: Reading the picture

    private final class Reader: NSObject, XMLParserDelegate {
        var bars: [String] = []
        private var isInAssociation = false
        private var title: String?

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            if name == "g" { isInAssociation = attributes["class"] == "association" }
            if name == "title", isInAssociation { title = "" }
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { title?.append(string) }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            guard name == "title", let title else { return }
            // Up to how it ended.
            bars.append(String(title.prefix { $0 != "," }))
            self.title = nil
        }
    }

    private func parsed(_ svg: String) throws -> Reader {
        let reader = Reader()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        return reader
    }
}
