/// Gives a payload's JSON members; what is nil is left out.
protocol JSONEncodable {
    var json: JSONValue { get }
}

extension JSONObject {
    /// Sets members from what is there, in one place for each payload below.
    init(_ members: KeyValuePairs<String, JSONValue?>) {
        self.init(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }
}

extension Optional where Wrapped == String {
    var json: JSONValue? { map { .string($0) } }
}

extension Optional where Wrapped == Bool {
    var json: JSONValue? { map { .bool($0) } }
}

extension Optional where Wrapped: BinaryInteger {
    var json: JSONValue? { map { .integer(Int64($0)) } }
}

extension Optional where Wrapped: JSONEncodable {
    var json: JSONValue? { map(\.json) }
}

extension RawRepresentable where RawValue == String {
    var json: JSONValue { .string(rawValue) }
}

extension Identifier: JSONEncodable {
    var json: JSONValue { .string(text) }
}

extension ClaimID: JSONEncodable {
    var json: JSONValue { .string(description) }
}

extension PersonalText: JSONEncodable {
    var json: JSONValue {
        switch self {
        case .plain(let text): .string(text)
        case .sealed(let sealed):
            [
                "sealed": [
                    "alg": .string(SealedText.algorithm), "kid": .string(sealed.keyID), "iv": .string(sealed.nonce),
                    "ct": .string(sealed.ciphertext),
                ]
            ]
        }
    }
}

extension PartnerReference: JSONEncodable {
    var json: JSONValue { ["id": id.json, "name": .string(name)] }
}

extension LocationReference: JSONEncodable {
    var json: JSONValue { .object(JSONObject(["id": id.json, "country": country.json])) }
}

extension CustomerReference: JSONEncodable {
    var json: JSONValue {
        .object(
            JSONObject([
                "idType": idType.json, "id": .string(id), "name": name.json, "tenantId": tenant.json,
                "country": country.json, "publicSector": publicSector.json,
            ]))
    }
}

extension EngagementReference: JSONEncodable {
    var json: JSONValue {
        [
            "id": id.json, "name": .string(name), "solutionArea": solutionArea.json, "payout": payout.json,
            "timeline": timeline.json,
        ]
    }
}

extension Contact: JSONEncodable {
    var json: JSONValue {
        .object(
            JSONObject([
                "name": name.json, "email": (email?.address).json, "emailDomain": (email?.sealedDomain).json,
                "emailDigest": (email?.sealedDigest).json, "title": title.json,
            ]))
    }
}

extension Contacts: JSONEncodable {
    var json: JSONValue { ["customer": customer.json, "partner": partner.json] }
}

extension Workload: JSONEncodable {
    var json: JSONValue { .object(JSONObject(["name": name.json, "subscription": subscription.json])) }
}

extension Array where Element: JSONEncodable {
    var json: JSONValue { .array(map(\.json)) }
}

extension Optional where Wrapped == [Workload] {
    var json: JSONValue? { map(\.json) }
}

extension PartnerActivityClaim {
    var members: JSONObject {
        JSONObject([
            "process": ClaimProcess.partnerActivity.json, "claimName": .string(claimName),
            "engagement": engagement.json, "customer": customer.json, "partner": partner.json,
            "location": location.json, "contacts": contacts.json,
            "domainMismatchReason": domainMismatchReason.json, "requestedHours": requestedHours.json,
            "proposedPayoutUSD": proposedPayoutUSD.json,
            "requiredComponents": requiredComponents.map { .array($0.map(\.json)) },
            "deadlines": deadlines.map {
                .object(JSONObject(["submit": $0.submitDays.json, "complete": $0.completeDays.json]))
            },
            "reclaimOf": reclaimOf.json,
        ])
    }
}

extension PartnerOfRecordClaim {
    var members: JSONObject {
        JSONObject([
            "process": ClaimProcess.cpor.json, "claimName": .string(claimName), "solutionArea": solutionArea.json,
            "association": association.json, "recognitionOnly": recognitionOnly.json, "customer": customer.json,
            "partner": partner.json, "location": location.json, "contacts": contacts.json,
            "workloads": workloads.json, "splitFrom": splitFrom.json, "reclaimOf": reclaimOf.json,
        ])
    }
}

extension SurveyCompleted.Signature: JSONEncodable {
    var json: JSONValue {
        .object(JSONObject(["name": name.json, "company": company.json, "title": title.json]))
    }
}

extension DocumentAdded {
    var members: JSONObject {
        JSONObject([
            "documentId": documentID.json, "component": component.json, "fileName": .string(fileName),
            "sha256": .string(sha256), "kind": kind.json,
            "customerAcknowledgedOn": customerAcknowledgedOn.map { .string($0.description) },
            "workloads": workloads.json, "amountCents": amountCents.json,
        ])
    }
}

extension EngagementPublished {
    var members: JSONObject {
        JSONObject([
            "name": .string(name), "solutionArea": solutionArea.json, "payout": payout.json,
            "timeline": timeline.json, "requiredComponents": .array(requiredComponents.map(\.json)),
            "claimLimit": claimLimit.json,
            "amountsCents": amountsCents.map { ["A": .integer($0.a), "B": .integer($0.b), "C": .integer($0.c)] },
            "open": .bool(isOpen),
        ])
    }
}

extension RulesAdopted.Figures: JSONEncodable {
    var json: JSONValue {
        let table = JSONObject(
            timelines.map { timeline, days in
                JSONObject.Member(
                    name: timeline.rawValue,
                    value: .object(JSONObject(["submit": days.submit.json, "complete": days.complete.json])))
            })
        return .object(
            JSONObject([
                "consentDays": consentDays.json, "resendHours": resendHours.json, "disputeDays": disputeDays.json,
                "afterDisputeDays": afterDisputeDays.json, "answerDays": answerDays.json,
                "conflictDays": conflictDays.json, "poeAgeMonths": poeAgeMonths.json,
                "timelines": table.isEmpty ? nil : .object(table),
            ]))
    }
}

extension TicketOpened {
    var members: JSONObject {
        JSONObject([
            "kind": kind.json, "channel": channel.json, "region": region.map(\.json), "partnerId": partnerID.json,
            "claim": claim.json, "program": program.json, "customer": customer.json, "workload": workload.json,
            "disputes": disputes.map(\.json), "category": category.json, "details": details.json,
        ])
    }
}
