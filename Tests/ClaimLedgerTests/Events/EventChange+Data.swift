private let areas = "azure, businessApplications, modernWork, security"
private let components = "partnerSurvey, customerSurvey, invoice, poeDocument, publicSectorDisclosure"
private let claimNumber = "expected a claim number of 1 to 18 digits without leading zeros, found"
private let timelines = "assessment, standard, smallProject, mediumProject, largeProject"
private let figures =
    "afterDisputeDays, answerDays, conflictDays, consentDays, disputeDays, poeAgeMonths, resendHours, timelines"

/// Members of an event's data that are not well formed, each with the message that says so.
enum BadData {
    static let creations: [EventChange] = [
        ("customer-claimed.v1", "data.process", nil, "missing: expected one of partnerActivity, cpor"),
        ("customer-claimed.v1", "data.process", #""CPOR""#, #"expected one of partnerActivity, cpor, found "CPOR""#),
        ("customer-claimed.v1", "data.claimName", nil, "missing: expected a string"),
        ("customer-claimed.v1", "data.engagement", nil, "missing: expected an object"),
        ("customer-claimed.v1", "data.engagement", #""e-1""#, "expected an object, found a string"),
        ("customer-claimed.v1", "data.engagement.id", nil, "missing: expected a string"),
        ("customer-claimed.v1", "data.engagement.name", nil, "missing: expected a string"),
        (
            "customer-claimed.v1", "data.engagement.solutionArea", #""Azure""#,
            #"expected one of \#(areas), found "Azure""#
        ),
        (
            "customer-claimed.v1", "data.engagement.payout", #""free""#,
            #"expected one of fixed, variable, found "free""#
        ),
        (
            "customer-claimed.v1", "data.engagement.timeline", #""huge""#,
            #"expected one of \#(timelines), found "huge""#
        ),
        (
            "customer-claimed.v1", "data.customer.idType", #""name""#,
            #"expected one of tpid, tenantId, domain, opportunityId, azureSubscriptionId, found "name""#
        ),
        ("customer-claimed.v1", "data.customer.id", "7", "expected a string, found a number"),
        ("customer-claimed.v1", "data.customer.name", "null", "expected a string, found null"),
        ("customer-claimed.v1", "data.customer.publicSector", #""yes""#, "expected true or false, found a string"),
        ("customer-claimed.v1", "data.customer.publicSector", "null", "expected true or false, found null"),
        ("customer-claimed.v1", "data.partner", nil, "missing: expected an object"),
        ("customer-claimed.v1", "data.partner.name", nil, "missing: expected a string"),
        ("customer-claimed.v1", "data.location.id", nil, "missing: expected a string"),
        ("customer-claimed.v1", "data.location.country", "44", "expected a string, found a number"),
        ("customer-claimed.v1", "data.contacts", nil, "missing: expected an object"),
        ("customer-claimed.v1", "data.contacts.partner", nil, "missing: expected an object"),
        ("customer-claimed.v1", "data.contacts.partner.name", nil, "missing: expected a string or a sealed object"),
        ("customer-claimed.v1", "data.contacts.customer.email", nil, "missing: expected a string or a sealed object"),
        (
            "customer-claimed.v1", "data.contacts.customer.email", "null",
            "expected a string or a sealed object, found null"
        ),
        (
            "customer-claimed.v1", "data.contacts.customer.title", "[]",
            "expected a string or a sealed object, found an array"
        ),
        ("customer-claimed.v1", "data.domainMismatchReason", "null", "expected a string, found null"),
        ("customer-claimed.v1", "data.requestedHours", "-1", "expected a whole number from 0, found -1"),
        ("customer-claimed.v1", "data.requestedHours", #""12""#, "expected a whole number, found a string"),
        ("customer-claimed.v1", "data.requestedHours", "null", "expected a whole number, found null"),
        ("customer-claimed.v1", "data.proposedPayoutUSD", "true", "expected a whole number, found true or false"),
        ("customer-claimed.v1", "data.requiredComponents", "{}", "expected an array, found an object"),
        ("customer-claimed.v1", "data.requiredComponents", "null", "expected an array, found null"),
        ("customer-claimed.v1", "data.requiredComponents[1]", "7", "expected a string, found a number"),
        (
            "customer-claimed.v1", "data.requiredComponents[4]", #""video""#,
            #"expected one of \#(components), found "video""#
        ),
        ("customer-claimed.v1", "data.deadlines", "30", "expected an object, found a number"),
        ("customer-claimed.v1", "data.deadlines.complete", "null", "expected a whole number, found null"),
        ("customer-claimed.v1", "data.deadlines.submit", "-1", "expected a whole number from 0, found -1"),
        (
            "customer-claimed.v1", "data.deadlines.submit", "100001",
            "expected a whole number from 0 to 100000, found 100001"
        ),
        ("customer-claimed.v1", "data.reclaimOf", #""01""#, #"\#(claimNumber) "01""#),
        ("customer-claimed.v1", "data.reclaimOf", #""1234567890123456789""#, #"\#(claimNumber) "1234567890123456789""#),
        ("customer-claimed.v1", "data.reclaimOf", #""""#, #"\#(claimNumber) """#),
        ("customer-claimed.v1", "data.reclaimOf", "5", "expected a string, found a number"),
        (
            "customer-claimed.v1-cpor", "data.customer.idType", #""tpid""#,
            #"expected tenantId for a CPOR claim, found "tpid""#
        ),
        ("customer-claimed.v1-cpor", "data.contacts", nil, "missing: expected an object"),
        ("customer-claimed.v1-cpor", "data.association", #""both""#, #"expected one of usage, revenue, found "both""#),
        ("customer-claimed.v1-cpor", "data.recognitionOnly", "0", "expected true or false, found a number"),
        ("customer-claimed.v1-cpor", "data.solutionArea", nil, "missing: expected one of \(areas)"),
        ("customer-claimed.v1-cpor", "data.workloads", nil, "missing: expected an array of workloads"),
        ("customer-claimed.v1-cpor", "data.workloads[0]", #""Teams""#, "expected an object, found a string"),
        ("customer-claimed.v1-cpor", "data.workloads[1].name", nil, "missing: expected a string"),
        ("customer-claimed.v1-cpor", "data.workloads[1].name", #""""#, "expected a string that is not empty"),
        ("customer-claimed.v1-cpor", "data.workloads[0].subscription", "1", "expected a string, found a number"),
        ("customer-claimed.v1-cpor", "data.splitFrom", #""0""#, #"\#(claimNumber) "0""#),
        (
            "association-migrated.v1", "data.process", #""partnerActivity""#,
            #"expected cpor for a migrated association, found "partnerActivity""#
        ),
        ("association-migrated.v1", "data.contacts", "null", "expected an object, found null"),
        (
            "association-migrated.v1", "data.customer.idType", #""domain""#,
            #"expected tenantId for a CPOR claim, found "domain""#
        ),
    ]

    static let sealed: [EventChange] = [
        ("alg", nil, "missing: expected a string"),
        ("alg", #""A128GCM""#, #"expected A256GCM, found "A128GCM""#),
        ("kid", nil, "missing: expected a string"),
        ("kid", #""""#, "expected a string that is not empty"),
        ("iv", nil, "missing: expected a string"),
        ("iv", "7", "expected a string, found a number"),
        ("ct", nil, "missing: expected a string"),
        ("ct", "null", "expected a string, found null"),
    ].flatMap { member, value, message in
        [
            ("customer-claimed.v1-cpor", "data.contacts.partner.name.sealed.\(member)", value, message),
            ("customer-claimed.v1-cpor", "data.contacts.partner.email.sealed.\(member)", value, message),
            ("consent-declined.v1", "data.comment.sealed.\(member)", value, message),
            ("survey-completed.v1", "data.signature.company.sealed.\(member)", value, message),
        ]
    }

    static let beside: [EventChange] = [
        ("customer-claimed.v1-cpor", "data.contacts.partner.emailDomain", nil, "missing: expected a string"),
        ("customer-claimed.v1-cpor", "data.contacts.partner.emailDigest", nil, "missing: expected a string"),
        ("customer-claimed.v1-cpor", "data.contacts.partner.emailDomain", "1", "expected a string, found a number"),
        ("contacts-edited.v1", "data.partner.emailDomain", nil, "missing: expected a string"),
        ("contacts-edited.v1", "data.partner.emailDigest", nil, "missing: expected a string"),
        ("action-required.v1", "data.comment.sealed", #""text""#, "expected an object, found a string"),
        ("action-required.v1", "data.comment.sealed", nil, "missing: expected an object"),
    ]

    static let onAClaim: [EventChange] = [
        ("consent-requested.v1", "data.dealSizeUSD", #""1""#, "expected a whole number, found a string"),
        ("consent-requested.v1", "data.dealSizeUSD", "-1", "expected a whole number from 0, found -1"),
        ("consent-declined.v1", "data.reason", "1", "expected a string or a sealed object, found a number"),
        ("consent-declined.v1", "data.reason", "null", "expected a string or a sealed object, found null"),
        ("contacts-edited.v1", "data.customer", "null", "expected an object, found null"),
        ("contacts-edited.v1", "data.domainMismatchReason", "[]", "expected a string, found an array"),
        ("survey-sent.v1", "data.respondent", nil, "missing: expected one of customer, partner"),
        ("survey-sent.v1", "data.respondent", #""system""#, #"expected one of customer, partner, found "system""#),
        ("survey-completed.v1", "data.respondent", nil, "missing: expected one of customer, partner"),
        ("survey-completed.v1", "data.signature", #""Lee""#, "expected an object, found a string"),
        ("survey-completed.v1", "data.signature.name", "3", "expected a string or a sealed object, found a number"),
        ("document-added.v1", "data.documentId", #""""#, "expected a string that is not empty"),
        (
            "document-added.v1", "data.component", #""photo""#,
            #"expected one of invoice, poeDocument, publicSectorDisclosure, found "photo""#
        ),
        ("document-added.v1", "data.fileName", nil, "missing: expected a string"),
        ("document-added.v1", "data.sha256", nil, "missing: expected a string"),
        ("document-added.v1", "data.kind", "null", "expected a string, found null"),
        ("document-added.v1", "data.workloads", "{}", "expected an array, found an object"),
        ("document-added.v1", "data.amountCents", "-5", "expected a whole number from 0, found -5"),
        (
            "document-added.v1", "data.customerAcknowledgedOn", #""2023-02-29""#,
            "expected a date or an RFC 3339 instant with a zone: \"2023-02-29\" is not an instant: "
                + "day 29 is not one of that month's 1 to 28"
        ),
        (
            "document-added.v1", "data.customerAcknowledgedOn", #""2023-02-28T10:00""#,
            "expected a date or an RFC 3339 instant with a zone: \"2023-02-28T10:00\" is not an instant: "
                + "expected \":\" after the minute"
        ),
        ("document-removed.v1", "data.documentId", nil, "missing: expected a string"),
        ("comment-added.v1", "data.text", nil, "missing: expected a string or a sealed object"),
        ("comment-added.v1", "data.text", "1", "expected a string or a sealed object, found a number"),
        ("submitted.v1", "data.poeAcknowledged", #""true""#, "expected true or false, found a string"),
        ("action-required.v1", "data.comment", "false", "expected a string or a sealed object, found true or false"),
        ("approved.v1", "data.workloads", "null", "expected an array, found null"),
        ("approved.v1", "data.amountCents", #""5""#, "expected a whole number, found a string"),
        ("approved.v1", "data.rationale", "1", "expected a string, found a number"),
        ("rejected.v1", "data.cause", #""other""#, #"expected one of competingConsent, noResponse, found "other""#),
        ("rejected.v1", "data.cause", "null", "expected a string, found null"),
        ("disputed.v1", "data.justification", "1", "expected a string or a sealed object, found a number"),
        (
            "expired.v1", "data.kind", nil,
            "missing: expected one of customerConsent, notSubmitted, postSubmission, disputed"
        ),
        (
            "expired.v1", "data.kind", #""never""#,
            #"expected one of customerConsent, notSubmitted, postSubmission, disputed, found "never""#
        ),
        ("workloads-changed.v1", "data.workloads", nil, "missing: expected an array of workloads"),
        ("disassociated.v1", "data.reason", "[]", "expected a string or a sealed object, found an array"),
    ]

    static let digests: [EventChange] = [
        (String(repeating: "a", count: 63), ""), (String(repeating: "a", count: 64), "a"),
        (String(repeating: "A", count: 64), ""), (String(repeating: "g", count: 64), ""),
        ("é" + String(repeating: "a", count: 62), ""), ("", ""),
    ].map { quoted, rest in
        let mark = rest.isEmpty ? "" : "…"
        return (
            "document-added.v1", "data.sha256", "\"\(quoted)\(rest)\"",
            "expected 64 lower-case hexadecimal digits, found \"\(quoted)\(mark)\""
        )
    }

    static let elsewhere: [EventChange] = [
        ("engagement-published.v1", "data.open", nil, "missing: expected true or false"),
        ("engagement-published.v1", "data.requiredComponents", nil, "missing: expected an array of \(components)"),
        ("engagement-published.v1", "data.amountsCents.B", nil, "missing: expected a whole number"),
        ("engagement-published.v1", "data.amountsCents.C", "-1", "expected a whole number from 0, found -1"),
        ("engagement-published.v1", "data.claimLimit", #""3""#, "expected a whole number, found a string"),
        ("customer-eligibility-set.v1", "data.customer", nil, "missing: expected an object"),
        ("customer-eligibility-set.v1", "data.customer.id", nil, "missing: expected a string"),
        ("customer-eligibility-set.v1", "data.eligible", #""no""#, "expected true or false, found a string"),
        ("location-enrolled.v1", "data.partner", nil, "missing: expected a string"),
        ("location-enrolled.v1", "data.partner", #""""#, "expected a string that is not empty"),
        ("location-enrolled.v1", "data.partner", "7", "expected a string, found a number"),
        ("location-enrolled.v1", "data.partner.name", nil, "missing: expected a string"),
        ("location-enrolled.v1", "data.country", nil, "missing: expected a string"),
        ("location-enrolled.v1", "data.status", #""left""#, #"expected one of invited, enrolled, found "left""#),
        ("role-granted.v1", "data.user", #""""#, "expected a string that is not empty"),
        ("role-granted.v1", "data.role", #""owner""#, #"expected one of incentiveAdmin, incentiveUser, found "owner""#),
        ("role-revoked.v1", "data.role", nil, "missing: expected one of incentiveAdmin, incentiveUser"),
        ("partner-eligibility-set.v1", "data.engagement", nil, "missing: expected a string"),
        ("partner-eligibility-set.v1", "data.eligible", "1", "expected true or false, found a number"),
        ("rules-adopted.v1", "data.edition", #""""#, "expected a string that is not empty"),
        (
            "rules-adopted.v1", "data.effectiveFrom", nil,
            "missing: expected a date or an RFC 3339 instant with a zone"
        ),
        ("rules-adopted.v1", "data.figures", nil, "missing: expected an object"),
        ("rules-adopted.v1", "data.figures.consentday", "31", "no such figure: expected \(figures)"),
        ("rules-adopted.v1", "data.figures.consentDays", #""31""#, "expected a whole number, found a string"),
        (
            "rules-adopted.v1", "data.figures.poeAgeMonths", "100001",
            "expected a whole number from 0 to 100000, found 100001"
        ),
        ("rules-adopted.v1", "data.figures.timelines", "[]", "expected an object, found an array"),
        ("rules-adopted.v1", "data.figures.timelines.huge", "{}", "no such timeline class: expected \(timelines)"),
        ("rules-adopted.v1", "data.figures.timelines.assessment", "5", "expected an object, found a number"),
        (
            "rules-adopted.v1", "data.figures.timelines.assessment.submit", "-1",
            "expected a whole number from 0, found -1"
        ),
        ("ticket-opened.v1", "data.kind", nil, "missing: expected one of incentiveDispute, ftcHelp"),
        (
            "ticket-opened.v1", "data.channel", #""fax""#,
            #"expected one of email, partnerCenter, portal, found "fax""#
        ),
        (
            "ticket-opened.v1", "data.region", #""europe""#,
            #"expected one of northAmerica, latinAmerica, asiaPacific, japan, emea, found "europe""#
        ),
        ("ticket-opened.v1", "data.partnerId", "5", "expected a string, found a number"),
        (
            "ticket-opened.v1", "data.disputes", #""all""#,
            #"expected one of incentiveAmount, claimEligibility, found "all""#
        ),
        ("ticket-opened.v1", "data.details", "null", "expected a string, found null"),
        ("ticket-returned.v1", "data.missing", nil, "missing: expected an array of strings"),
        ("ticket-returned.v1", "data.missing[1]", "1", "expected a string, found a number"),
        ("ticket-assigned.v1", "data.owner", nil, "missing: expected a string"),
        ("ticket-escalated.v1", "data.reason", nil, "missing: expected a string or a sealed object"),
        ("ticket-resolved.v1", "data.resolution", "1", "expected a string, found a number"),
    ]

    static let all = creations + sealed + beside + onAClaim + digests + elsewhere
}
