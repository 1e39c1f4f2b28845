extension PartnerReference {
    init(_ reader: MemberReader) throws(EventFormatError) {
        self.init(id: PartnerID(try reader.string("id")), name: try reader.string("name"))
    }
}

extension LocationReference {
    init(_ reader: MemberReader) throws(EventFormatError) {
        self.init(id: LocationID(try reader.string("id")), country: try reader.optionalString("country"))
    }
}

extension CustomerReference {
    init(_ reader: MemberReader) throws(EventFormatError) {
        self.init(
            idType: try reader.choice("idType"), id: try reader.string("id"), name: try reader.optionalString("name"),
            tenant: try reader.optionalString("tenantId").map { TenantID($0) },
            country: try reader.optionalString("country"), publicSector: try reader.optionalBool("publicSector"))
    }
}

extension EngagementReference {
    init(_ reader: MemberReader) throws(EventFormatError) {
        self.init(
            id: EngagementID(try reader.string("id")), name: try reader.string("name"),
            solutionArea: try reader.choice("solutionArea"), payout: try reader.choice("payout"),
            timeline: try reader.choice("timeline"))
    }
}

extension Contact {
    /// The members that are there; `required` asks for name and e-mail.
    init(_ reader: MemberReader, required: Bool) throws(EventFormatError) {
        let email = try reader.optionalText("email")
        let isSealed = if case .sealed = email { true } else { false }
        // What the rules compare must stand beside an address that nobody can read.
        let domain = isSealed ? try reader.string("emailDomain") : try reader.optionalString("emailDomain")
        let digest = isSealed ? try reader.string("emailDigest") : try reader.optionalString("emailDigest")
        self.init(
            name: required ? try reader.text("name") : try reader.optionalText("name"),
            email: (required ? try reader.text("email") : email).map {
                EmailAddress($0, sealedDomain: domain, sealedDigest: digest)
            },
            title: try reader.optionalText("title"))
    }
}

extension Contacts {
    init(_ reader: MemberReader) throws(EventFormatError) {
        self.init(
            customer: try Contact(reader.nested("customer"), required: true),
            partner: try Contact(reader.nested("partner"), required: true))
    }
}

extension PartnerActivityClaim {
    init(_ reader: MemberReader) throws(EventFormatError) {
        let deadlines = try reader.optionalObject("deadlines")
        self.init(
            claimName: try reader.string("claimName"), engagement: try EngagementReference(reader.nested("engagement")),
            customer: try CustomerReference(reader.nested("customer")),
            partner: try PartnerReference(reader.nested("partner")),
            location: try LocationReference(reader.nested("location")),
            contacts: try Contacts(reader.nested("contacts")),
            domainMismatchReason: try reader.optionalString("domainMismatchReason"),
            requestedHours: try reader.optionalCount("requestedHours"),
            proposedPayoutUSD: try reader.optionalCount("proposedPayoutUSD"),
            requiredComponents: try reader.optionalChoices("requiredComponents"),
            deadlines: try deadlines.map { (inner) throws(EventFormatError) in
                Deadlines(
                    submitDays: try inner.optionalFigure("submit"), completeDays: try inner.optionalFigure("complete"))
            },
            reclaimOf: try reader.optionalClaimNumber("reclaimOf"))
    }
}

extension PartnerOfRecordClaim {
    /// A migrated association may come without contacts.
    init(_ reader: MemberReader, contactsRequired: Bool) throws(EventFormatError) {
        let customer = try CustomerReference(reader.nested("customer"))
        guard customer.idType == .tenantId else {
            throw reader.failure(
                "customer.idType",
                "expected tenantId for a CPOR claim, found \"\(customer.idType.rawValue)\"")
        }
        let contacts = contactsRequired ? try reader.nested("contacts") : try reader.optionalObject("contacts")
        self.init(
            claimName: try reader.string("claimName"), solutionArea: try reader.choice("solutionArea"),
            association: try reader.choice("association"),
            recognitionOnly: try reader.optionalBool("recognitionOnly"), customer: customer,
            partner: try PartnerReference(reader.nested("partner")),
            location: try LocationReference(reader.nested("location")),
            contacts: try contacts.map { (inner) throws(EventFormatError) in try Contacts(inner) },
            workloads: try reader.workloads("workloads"), splitFrom: try reader.optionalClaimNumber("splitFrom"),
            reclaimOf: try reader.optionalClaimNumber("reclaimOf"))
    }
}

extension CustomerClaimed {
    init(_ reader: MemberReader) throws(EventFormatError) {
        switch try reader.choice("process", as: ClaimProcess.self) {
        case .partnerActivity: self = .partnerActivity(try PartnerActivityClaim(reader))
        case .cpor: self = .cpor(try PartnerOfRecordClaim(reader, contactsRequired: true))
        }
    }
}

extension SurveyCompleted {
    init(_ reader: MemberReader) throws(EventFormatError) {
        let signature = try reader.optionalObject("signature")
        self.init(
            respondent: try reader.choice("respondent"),
            signature: try signature.map { (inner) throws(EventFormatError) in
                Signature(
                    name: try inner.optionalText("name"), company: try inner.optionalText("company"),
                    title: try inner.optionalText("title"))
            })
    }
}

extension DocumentAdded {
    init(_ reader: MemberReader) throws(EventFormatError) {
        let sha256 = try reader.string("sha256")
        guard sha256.utf8.count == 64, sha256.utf8.allSatisfy(\.isLowerCaseHexDigit) else {
            throw reader.failure(
                "sha256", "expected 64 lower-case hexadecimal digits, found \(CanonicalJSON.excerpt(sha256))")
        }
        self.init(
            documentID: DocumentID(try reader.nonEmptyString("documentId")), component: try reader.choice("component"),
            fileName: try reader.string("fileName"), sha256: sha256, kind: try reader.optionalString("kind"),
            customerAcknowledgedOn: try reader.optionalInstantOrDate("customerAcknowledgedOn"),
            workloads: try reader.optionalWorkloads("workloads"), amountCents: try reader.optionalCount("amountCents"))
    }
}

extension UInt8 {
    /// 0 to 9 or a to f.
    var isLowerCaseHexDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
    }
}

extension EngagementPublished {
    init(_ reader: MemberReader) throws(EventFormatError) {
        let amounts = try reader.optionalObject("amountsCents")
        self.init(
            name: try reader.string("name"), solutionArea: try reader.choice("solutionArea"),
            payout: try reader.choice("payout"), timeline: try reader.choice("timeline"),
            requiredComponents: try reader.choices("requiredComponents"),
            claimLimit: try reader.optionalCount("claimLimit"),
            amountsCents: try amounts.map { (inner) throws(EventFormatError) in
                MarketAmounts(a: try inner.count("A"), b: try inner.count("B"), c: try inner.count("C"))
            },
            isOpen: try reader.bool("open"))
    }
}

extension LocationEnrolled {
    /// The partner stands as its id, or as an object with id and name like that of a claim.
    init(_ reader: MemberReader) throws(EventFormatError) {
        let partner: PartnerID
        var name: String?
        if reader.hasObject("partner") {
            let reference = try PartnerReference(reader.nested("partner"))
            partner = reference.id
            name = reference.name
        } else {
            partner = PartnerID(try reader.nonEmptyString("partner"))
        }
        self.init(
            partner: partner, partnerName: name, country: try reader.string("country"),
            status: try reader.choice("status"))
    }
}

extension RulesAdopted {
    init(_ reader: MemberReader) throws(EventFormatError) {
        self.init(
            edition: try reader.nonEmptyString("edition"), effectiveFrom: try reader.instantOrDate("effectiveFrom"),
            figures: try Figures(reader.nested("figures")))
    }
}

extension RulesAdopted.Figures {
    static let names = [
        "afterDisputeDays", "answerDays", "conflictDays", "consentDays", "disputeDays", "poeAgeMonths", "resendHours",
        "timelines",
    ]

    /// A figure by another name would silently change nothing, so it is refused.
    init(_ reader: MemberReader) throws(EventFormatError) {
        self.init()
        for name in reader.names where !Self.names.contains(name) {
            throw reader.failure(name, "no such figure: expected \(Self.names.joined(separator: ", "))")
        }
        consentDays = try reader.optionalFigure("consentDays")
        resendHours = try reader.optionalFigure("resendHours")
        disputeDays = try reader.optionalFigure("disputeDays")
        afterDisputeDays = try reader.optionalFigure("afterDisputeDays")
        answerDays = try reader.optionalFigure("answerDays")
        conflictDays = try reader.optionalFigure("conflictDays")
        poeAgeMonths = try reader.optionalFigure("poeAgeMonths")
        guard let table = try reader.optionalObject("timelines") else { return }
        for (name, days) in try table.nestedMembers() {
            guard let timeline = Timeline(rawValue: name) else {
                let names = Timeline.allCases.map(\.rawValue).joined(separator: ", ")
                throw table.failure(name, "no such timeline class: expected \(names)")
            }
            timelines[timeline] = TimelineDays(
                submit: try days.optionalFigure("submit"), complete: try days.optionalFigure("complete"))
        }
    }
}

extension TicketOpened {
    init(_ reader: MemberReader) throws(EventFormatError) {
        self.init(kind: try reader.choice("kind"), channel: try reader.choice("channel"))
        region = try reader.optionalChoice("region")
        partnerID = try reader.optionalString("partnerId").map { PartnerID($0) }
        claim = try reader.optionalString("claim")
        program = try reader.optionalString("program")
        customer = try reader.optionalString("customer")
        workload = try reader.optionalString("workload")
        disputes = try reader.optionalChoice("disputes")
        category = try reader.optionalString("category")
        details = try reader.optionalString("details")
    }
}
