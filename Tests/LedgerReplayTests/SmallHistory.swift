/// Histories of a few events, for answers that can be read as a whole.
enum SmallHistory {
    /// One Partner Activities claim: consent is asked for twice within a day, received, and nothing is submitted.
    static let consent = [
        claimed("3015949"),
        event("a-2", "consent-requested", "claim/3015949", "2023-02-14T17:00:00Z", #"{"dealSizeUSD":250000}"#),
        event("a-3", "consent-requested", "claim/3015949", "2023-02-14T18:00:00.25Z", #"{"dealSizeUSD":250000}"#),
        event("a-4", "consent-received", "claim/3015949", "2023-02-20T09:00:00Z", by: "customer"),
    ].joined()

    /// Two partners claim one workload: the first is approved, the second waits for the fourteen days and displaces it.
    static let conflict = [
        record("4000001", partner: "northwind", at: "2024-01-10T09:00:00Z"),
        proof("4000001", at: "2024-01-10T10:00:00Z"),
        event("4000001-3", "submitted", "claim/4000001", "2024-01-10T11:00:00Z", #"{"poeAcknowledged":true}"#),
        event("4000001-4", "approved", "claim/4000001", "2024-01-20T09:00:00Z", by: "microsoft"),
        record("4000002", partner: "litware", at: "2024-02-01T09:00:00Z"),
        proof("4000002", at: "2024-02-01T10:00:00Z"),
        event("4000002-3", "submitted", "claim/4000002", "2024-02-01T11:00:00Z", #"{"poeAcknowledged":true}"#),
        event("4000002-4", "approved", "claim/4000002", "2024-02-20T09:00:00Z", by: "microsoft"),
    ].joined()

    /// A line that tells one event.
    static func event(
        _ id: String, _ type: String, _ subject: String, _ time: String, _ data: String = "{}",
        by party: String = "partner"
    ) -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"portal","type":"claimledger.\(type).v1","subject":"\(subject)",\
        "time":"\(time)","actorparty":"\(party)","actorid":"\(party)-1","datacontenttype":"application/json",\
        "data":\(data)}

        """
    }

    /// The creation of a Partner Activities claim.
    static func claimed(_ claim: String, id: String = "a-1", engagement: String = "enable-frontline") -> String {
        event(
            id, "customer-claimed", "claim/\(claim)", "2023-02-14T16:05:00Z",
            """
            {"process":"partnerActivity","claimName":"Frontline","engagement":{"id":"\(engagement)","name":"Frontline",\
            "solutionArea":"modernWork","payout":"fixed","timeline":"standard"},"customer":{"idType":"domain",\
            "id":"contoso.com"},"partner":{"id":"northwind","name":"Northwind"},"location":{"id":"northwind-seattle"},\
            "contacts":{"customer":{"name":"Ada","email":"ada@contoso.com"},"partner":{"name":"Ines",\
            "email":"ines@northwind.example"}}}
            """)
    }

    private static func record(_ claim: String, partner: String, at time: String) -> String {
        event(
            "\(claim)-1", "customer-claimed", "claim/\(claim)", time,
            """
            {"process":"cpor","claimName":"Teams","solutionArea":"modernWork","association":"usage",\
            "customer":{"idType":"tenantId","id":"tenant-contoso"},"partner":{"id":"\(partner)","name":"\(partner)"},\
            "location":{"id":"\(partner)-1"},"contacts":{"customer":{"name":"Ada","email":"ada@contoso.com"},\
            "partner":{"name":"P","email":"p@\(partner).example"}},"workloads":[{"name":"Microsoft Teams"}]}
            """)
    }

    private static func proof(_ claim: String, at time: String) -> String {
        let hash = String(repeating: "0a", count: 32)
        return event(
            "\(claim)-2", "document-added", "claim/\(claim)", time,
            """
            {"documentId":"poe","component":"poeDocument","fileName":"proof.pdf","sha256":"\(hash)",\
            "workloads":[{"name":"Microsoft Teams"}]}
            """)
    }
}
