import ClaimLedger
import ClaimProjections
import Testing

@Suite struct `Families of claims` {
    @Test(arguments: [
        // Displaced twice, and claimed anew in between.
        (
            "4010021",
            [
                "4010005", "  displaced by 4010018", "    displaced by 4010021 (see there)",
                "  claimed anew as 4010021",
            ]
        ),
        ("4010010", ["4010009", "  split into 4010010"]),
        ("3020104", ["3020102", "  preferred over 3020103", "  preferred over 3020104"]),
        ("3020122", ["3020108", "  claimed anew as 3020122"]),
        ("3020101", ["3020101"]),
    ])
    func `the tree begins with the eldest, whoever is asked for`(_ asked: String, _ expected: [String]) throws {
        let family = try #require(EvidenceStory.twoYears().claims.family(of: claim(asked)))
        #expect(lines(family) == expected)
        // Every member gives the same family.
        for member in family.members {
            let other = try #require(EvidenceStory.twoYears().claims.family(of: member.claim))
            #expect(other.members == family.members)
            #expect(other.links == family.links)
        }
    }

    @Test func `claims that name each other in a circle stand once each`() throws {
        var story = EvidenceStory()
        for (claim, former) in [("1", "3"), ("2", "1"), ("3", "2"), ("4", "4")] {
            story.activity(claim, "2025-01-0\(claim)T00:00:00Z", more: #","reclaimOf":"\#(former)""#)
        }
        let claims = try story.evidence().claims
        #expect(
            lines(try #require(claims.family(of: claim("2")))) == [
                "1", "  claimed anew after 3", "    claimed anew after 2 (see there)", "  claimed anew as 2",
            ])
        #expect(lines(try #require(claims.family(of: claim("4")))) == ["4", "  claimed anew after 4 (see there)"])
    }

    @Test func `a claim that is only named joins those that name it`() throws {
        var story = EvidenceStory()
        story.activity("2", "2025-01-02T00:00:00Z", more: #","reclaimOf":"1""#)
        story.activity("3", "2025-01-03T00:00:00Z", more: #","reclaimOf":"1""#)
        let claims = try story.evidence().claims
        #expect(claims.family(of: try claim("1")) == nil)
        let family = try #require(claims.family(of: claim("3")))
        #expect(lines(family) == ["2", "  claimed anew after 1", "    claimed anew as 3"])
        #expect(family[try claim("1")]?.status == nil)
    }

    @Test func `slots lost to one claim are one branch with a link each`() throws {
        var story = EvidenceStory()
        let workloads = #"[{"name":"Teams"},{"name":"Exchange"}]"#
        for (claim, partner, day) in [("1", "northwind", "01"), ("2", "litware", "20")] {
            story.association(claim, of: partner, "2025-06-\(day)T00:00:00Z", workloads: workloads)
            story.document("a", on: claim, "2025-06-\(day)T00:00:00Z")
            story.submit(claim, "2025-06-\(day)T00:00:00Z")
            story.tell("approved", "claim/\(claim)", "2025-06-\(day)T00:00:00Z", by: "microsoft")
        }
        let family = try #require(story.evidence().claims.family(of: claim("1")))
        #expect(lines(family) == ["1", "  displaced by 2"])
        #expect(family.links.map(\.workload) == ["Exchange", "Teams"])
    }

    @Test func `a chain of many claims is told`() throws {
        var story = EvidenceStory()
        for number in 1...300 {
            let former = number > 1 ? #","reclaimOf":"\#(number - 1)""# : ""
            story.activity("\(number)", "2025-01-01T00:00:00Z", more: former)
        }
        let family = try #require(story.evidence().claims.family(of: claim("150")))
        #expect(FamilyTree(family).lines.map { $0.isLast.count } == Array(0..<300))
    }

    @Test func `the answer in JSON holds every member`() throws {
        let family = try #require(EvidenceStory.twoYears().claims.family(of: claim("4010010")))
        #expect(
            String(decoding: family.json.canonicalBytes(), as: UTF8.self) == """
                {"claim":"4010010","claims":[{"claim":"4010009","created":"2024-01-16T16:28:20.29Z",\
                "partner":"northwind","process":"cpor","since":"2024-01-24T09:55:41.46Z","status":"approved"},\
                {"claim":"4010010","created":"2024-01-24T09:55:41.46Z","partner":"northwind","process":"cpor",\
                "since":"2024-02-07T09:58:48Z","status":"approved"}],"links":[{"at":"2024-01-24T09:55:41.46Z",\
                "from":"4010010","link":"splitFrom","subscription":null,"to":"4010009","workload":null}]}
                """)
    }

    private func lines(_ family: FamilyAnswer) -> [String] {
        FamilyTree(family).lines.map { line in
            let indent = String(repeating: "  ", count: line.isLast.count)
            let relation = line.relation.map { "\($0) " } ?? ""
            return "\(indent)\(relation)\(line.member.claim)\(line.isReference ? " (see there)" : "")"
        }
    }
}
