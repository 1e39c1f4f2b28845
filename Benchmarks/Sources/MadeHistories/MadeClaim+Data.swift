extension MadeClaim {
    private static let workshops: [StaticString] = [
        "frontline-workers", "copilot-readiness", "secure-endpoints", "hybrid-identity",
    ]
    private static let workshopNames: [StaticString] = [
        "Enable Frontline Workers Workshop", "Copilot Readiness Workshop", "Secure Endpoints Workshop",
        "Hybrid Identity Workshop",
    ]
    private static let workloads: [StaticString] = [
        "Exchange", "SharePoint", "Teams", "Intune", "Entra ID P1", "Purview",
    ]

    /// Adds the `data` member of one of the claim's events.
    func appendData(of move: Move, document: Int, to bytes: inout [UInt8]) {
        switch move {
        case .claimed: isActivity ? appendActivity(to: &bytes) : appendRecord(to: &bytes)
        case .comment: bytes.add("{\"text\":\"the team was on site, and everything asked for is in the files\"}")
        case .reviewComment: bytes.add("{\"text\":\"a second reviewer has looked at the documents\"}")
        case .editContacts:
            bytes.add("{\"partner\":{\"name\":\"Sam Rivers\",\"email\":\"sam.rivers@partner")
            bytes.add(partner)
            bytes.add(".example\"}}")
        case .requestConsent: bytes.add("{\"dealSizeUSD\":25000}")
        case .declineConsent: bytes.add("{\"reason\":\"the project has been put off until next year\"}")
        case .sendCustomerSurvey: bytes.add("{\"respondent\":\"customer\"}")
        case .sendPartnerSurvey: bytes.add("{\"respondent\":\"partner\"}")
        case .completeCustomerSurvey: appendSurvey("customer", to: &bytes)
        case .completePartnerSurvey: appendSurvey("partner", to: &bytes)
        case .addInvoice: appendDocument("invoice", document, to: &bytes)
        case .addProof: appendDocument("poeDocument", document, to: &bytes)
        case .submit: bytes.add("{\"poeAcknowledged\":true}")
        case .requireAction: bytes.add("{\"comment\":\"the dates of the workshop are missing in the proof\"}")
        case .approve: bytes.add(isActivity ? "{\"amountCents\":1250000}" : "{}")
        case .reject: bytes.add("{\"reason\":\"the proof does not show the partner's own work\"}")
        case .dispute: bytes.add("{\"justification\":\"page four of the proof shows it\"}")
        case .receiveConsent, .startReview, .cancel, .disassociate: bytes.add("{}")
        case .recordExpiry: bytes.add("{\"kind\":\"customerConsent\"}")
        case .recordRivalsConsent: bytes.add("{\"cause\":\"competingConsent\"}")
        }
    }

    private func appendActivity(to bytes: inout [UInt8]) {
        bytes.add("{\"process\":\"partnerActivity\",\"claimName\":\"Workshop ")
        bytes.add(place)
        bytes.add("\",\"engagement\":{\"id\":\"")
        bytes.add(Self.workshops[subject])
        bytes.add("\",\"name\":\"")
        bytes.add(Self.workshopNames[subject])
        bytes.add("\",\"solutionArea\":\"modernWork\",\"payout\":\"fixed\",\"timeline\":\"standard\"},")
        bytes.add("\"customer\":{\"idType\":\"domain\",\"id\":\"customer")
        bytes.add(customer)
        bytes.add(".example\"},")
        appendPartnerAndContacts(to: &bytes)
        bytes.add("}")
    }

    private func appendRecord(to bytes: inout [UInt8]) {
        bytes.add("{\"process\":\"cpor\",\"claimName\":\"Usage ")
        bytes.add(place)
        bytes.add("\",\"solutionArea\":\"modernWork\",\"association\":\"usage\",")
        bytes.add("\"customer\":{\"idType\":\"tenantId\",\"id\":\"7e57da7a-0000-4000-8000-")
        bytes.add(customer, digits: 12)
        bytes.add("\"},")
        appendPartnerAndContacts(to: &bytes)
        bytes.add(",\"workloads\":[{\"name\":\"")
        bytes.add(Self.workloads[2 * subject])
        bytes.add("\"},{\"name\":\"")
        bytes.add(Self.workloads[2 * subject + 1])
        bytes.add("\"}]}")
    }

    private func appendPartnerAndContacts(to bytes: inout [UInt8]) {
        bytes.add("\"partner\":{\"id\":\"partner-")
        bytes.add(partner, digits: 4)
        bytes.add("\",\"name\":\"Partner ")
        bytes.add(partner)
        bytes.add("\"},\"location\":{\"id\":\"location-")
        bytes.add(partner * 2 + place % 2, digits: 4)
        bytes.add("\",\"country\":\"DE\"},\"contacts\":{\"customer\":{\"name\":\"Kim Akers\",\"email\":\"kim@customer")
        bytes.add(customer)
        bytes.add(".example\"},\"partner\":{\"name\":\"Alex Wilber\",\"email\":\"alex@partner")
        bytes.add(partner)
        bytes.add(".example\"}}")
    }

    private func appendSurvey(_ respondent: StaticString, to bytes: inout [UInt8]) {
        bytes.add("{\"respondent\":\"")
        bytes.add(respondent)
        bytes.add("\",\"signature\":{\"name\":\"Kim Akers\",\"company\":\"Customer ")
        bytes.add(customer)
        bytes.add("\",\"title\":\"Head of IT\"}}")
    }

    private func appendDocument(_ component: StaticString, _ number: Int, to bytes: inout [UInt8]) {
        bytes.add("{\"documentId\":\"d")
        bytes.add(number)
        bytes.add("\",\"component\":\"")
        bytes.add(component)
        bytes.add("\",\"fileName\":\"")
        bytes.add(component)
        bytes.add("-")
        bytes.add(number)
        bytes.add(".pdf\",\"sha256\":\"")
        for part in 0..<4 { bytes.addHex((UInt64(place) &* 31 &+ UInt64(number * 4 + part)) &* 0x9E37_79B9_7F4A_7C15) }
        bytes.add("\"}")
    }
}
