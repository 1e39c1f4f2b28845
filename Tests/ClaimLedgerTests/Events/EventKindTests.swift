import ClaimLedger
import Testing

/// Numbers and names that stand in stored records: a line here never changes.
@Suite struct `Kinds of facts` {
    private static let frozen: [(UInt16, String, Stream.Kind?)] = [
        (0, "unknown", nil),
        (1, "customer-claimed", .claim), (2, "association-migrated", .claim), (3, "consent-requested", .claim),
        (4, "consent-received", .claim), (5, "consent-declined", .claim), (6, "contacts-edited", .claim),
        (7, "survey-sent", .claim), (8, "survey-completed", .claim), (9, "document-added", .claim),
        (10, "document-removed", .claim), (11, "comment-added", .claim), (12, "submitted", .claim),
        (13, "review-started", .claim), (14, "action-required", .claim), (15, "approved", .claim),
        (16, "rejected", .claim), (17, "disputed", .claim), (18, "cancelled", .claim), (19, "expired", .claim),
        (20, "workloads-changed", .claim), (21, "disassociated", .claim), (40, "subscription-ended", .subscription),
        (50, "engagement-published", .engagement), (51, "customer-eligibility-set", .engagement),
        (60, "location-enrolled", .location), (61, "payee-profile-completed", .location),
        (62, "role-granted", .location), (63, "role-revoked", .location), (64, "partner-eligibility-set", .location),
        (70, "rules-adopted", .rules), (80, "ticket-opened", .ticket), (81, "ticket-returned", .ticket),
        (82, "ticket-assigned", .ticket), (83, "ticket-escalated", .ticket), (84, "ticket-resolved", .ticket),
    ]

    @Test func `keep their numbers, names and streams`() {
        #expect(EventKind.allCases.map(\.rawValue) == Self.frozen.map(\.0))
        #expect(EventKind.allCases.map(\.wireName) == Self.frozen.map(\.1))
        #expect(EventKind.allCases.map(\.streamKind) == Self.frozen.map(\.2))
    }

    @Test func `are found by their names, save the unknown one`() {
        for kind in EventKind.allCases {
            #expect(EventKind(wireName: kind.wireName) == (kind == .unknown ? nil : kind))
        }
    }

    @Test func `that create claims are two`() {
        #expect(EventKind.allCases.filter(\.createsClaim) == [.customerClaimed, .associationMigrated])
    }

    @Test func `name list members whose numbers are kept too`() {
        #expect(ClaimProcess.allCases.map(\.rawValue) == ["partnerActivity", "cpor"])
        #expect(SurveyRespondent.allCases.map(\.rawValue) == ["customer", "partner"])
        #expect(DocumentComponent.allCases.map(\.rawValue) == ["invoice", "poeDocument", "publicSectorDisclosure"])
        #expect(RejectionCause.allCases.map(\.rawValue) == ["competingConsent", "noResponse"])
        #expect(
            ExpiryKind.allCases.map(\.rawValue) == ["customerConsent", "notSubmitted", "postSubmission", "disputed"])
        #expect(ExpiryKind.allCases.map(\.code) == [1, 2, 3, 4])
        #expect(ExpiryKind(code: 0) == nil)
        #expect(ExpiryKind(code: 5) == nil)
        #expect(ExpiryKind(code: 3) == .postSubmission)
        #expect(
            Stream.Kind.allCases.map(\.rawValue) == [1, 2, 3, 4, 5, 6])
    }
}
