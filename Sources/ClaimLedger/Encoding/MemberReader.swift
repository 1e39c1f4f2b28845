/// Why an event is not well formed: which member, and what was expected there.
public struct EventFormatError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The member by its path, for example `data.customer.id`; empty where the whole line is meant.
    public let member: String
    /// What was found and what was expected, in a sentence.
    public let reason: String

    /// Blames a member, or with an empty path the whole line, and says why.
    public init(member: String, reason: String) {
        self.member = member
        self.reason = reason
    }

    /// The path and the reason; file and line are the caller's to put before them.
    public var description: String { member.isEmpty ? reason : "\(member): \(reason)" }
}

/// Reads the members of one JSON object, each with the check its kind needs, and says which one was wrong.
struct MemberReader {
    let object: JSONObject
    /// The path of the object itself, with a full stop behind it; empty for the line's own members.
    let prefix: String

    init(_ object: JSONObject, prefix: String = "") {
        self.object = object
        self.prefix = prefix
    }

    func failure(_ name: String, _ reason: String) -> EventFormatError {
        EventFormatError(member: prefix + name, reason: reason)
    }

    private func wrongKind(_ name: String, _ value: JSONValue, expected: String) -> EventFormatError {
        failure(name, "expected \(expected), found \(value.kindName)")
    }

    private func require<Value>(_ name: String, _ value: Value?, expected: String) throws(EventFormatError) -> Value {
        guard let value else { throw failure(name, "missing: expected \(expected)") }
        return value
    }

    // MARK: Kinds

    func optionalString(_ name: String) throws(EventFormatError) -> String? {
        switch object[name] {
        case nil: return nil
        case .string(let text): return text
        case .some(let other): throw wrongKind(name, other, expected: "a string")
        }
    }

    func string(_ name: String) throws(EventFormatError) -> String {
        try require(name, optionalString(name), expected: "a string")
    }

    func nonEmptyString(_ name: String) throws(EventFormatError) -> String {
        let text = try string(name)
        guard !text.isEmpty else { throw failure(name, "expected a string that is not empty") }
        return text
    }

    func optionalBool(_ name: String) throws(EventFormatError) -> Bool? {
        switch object[name] {
        case nil: return nil
        case .bool(let value): return value
        case .some(let other): throw wrongKind(name, other, expected: "true or false")
        }
    }

    func bool(_ name: String) throws(EventFormatError) -> Bool {
        try require(name, optionalBool(name), expected: "true or false")
    }

    /// A whole number that is not negative.
    func optionalCount(_ name: String) throws(EventFormatError) -> Int64? {
        switch object[name] {
        case nil: return nil
        case .integer(let value):
            guard value >= 0 else { throw failure(name, "expected a whole number from 0, found \(value)") }
            return value
        case .some(let other): throw wrongKind(name, other, expected: "a whole number")
        }
    }

    func count(_ name: String) throws(EventFormatError) -> Int64 {
        try require(name, optionalCount(name), expected: "a whole number")
    }

    /// Days, hours or months of a rule: a whole number from 0 to 100,000.
    func optionalFigure(_ name: String) throws(EventFormatError) -> Int? {
        guard let value = try optionalCount(name) else { return nil }
        guard value <= 100_000 else { throw failure(name, "expected a whole number from 0 to 100000, found \(value)") }
        return Int(value)
    }

    func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, as type: Choice.Type = Choice.self
    ) throws(EventFormatError) -> Choice? where Choice.RawValue == String {
        guard let text = try optionalString(name) else { return nil }
        return try choice(text, member: name)
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, as type: Choice.Type = Choice.self
    ) throws(EventFormatError) -> Choice where Choice.RawValue == String {
        try require(name, optionalChoice(name), expected: "one of \(Self.names(of: Choice.self))")
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(
        _ text: String, member: String
    ) throws(EventFormatError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            throw failure(
                member, "expected one of \(Self.names(of: Choice.self)), found \(CanonicalJSON.excerpt(text))")
        }
        return choice
    }

    private static func names<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type) -> String
    where Choice.RawValue == String {
        Choice.allCases.map(\.rawValue).joined(separator: ", ")
    }

    func optionalObject(_ name: String) throws(EventFormatError) -> MemberReader? {
        switch object[name] {
        case nil: return nil
        case .object(let inner): return MemberReader(inner, prefix: prefix + name + ".")
        case .some(let other): throw wrongKind(name, other, expected: "an object")
        }
    }

    func nested(_ name: String) throws(EventFormatError) -> MemberReader {
        try require(name, optionalObject(name), expected: "an object")
    }

    func optionalArray(_ name: String) throws(EventFormatError) -> [JSONValue]? {
        switch object[name] {
        case nil: return nil
        case .array(let values): return values
        case .some(let other): throw wrongKind(name, other, expected: "an array")
        }
    }

    func optionalStrings(_ name: String) throws(EventFormatError) -> [String]? {
        guard let values = try optionalArray(name) else { return nil }
        var strings: [String] = []
        for (index, value) in values.enumerated() {
            guard case .string(let text) = value else {
                throw wrongKind("\(name)[\(index)]", value, expected: "a string")
            }
            strings.append(text)
        }
        return strings
    }

    func strings(_ name: String) throws(EventFormatError) -> [String] {
        try require(name, optionalStrings(name), expected: "an array of strings")
    }

    func optionalChoices<Choice: RawRepresentable & CaseIterable>(
        _ name: String, as type: Choice.Type = Choice.self
    ) throws(EventFormatError) -> [Choice]? where Choice.RawValue == String {
        guard let texts = try optionalStrings(name) else { return nil }
        var choices: [Choice] = []
        for (index, text) in texts.enumerated() { choices.append(try choice(text, member: "\(name)[\(index)]")) }
        return choices
    }

    func choices<Choice: RawRepresentable & CaseIterable>(
        _ name: String, as type: Choice.Type = Choice.self
    ) throws(EventFormatError) -> [Choice] where Choice.RawValue == String {
        try require(name, optionalChoices(name), expected: "an array of \(Self.names(of: Choice.self))")
    }

    // MARK: The domain's own kinds

    /// A personal member: a string, or its sealed form.
    func optionalText(_ name: String) throws(EventFormatError) -> PersonalText? {
        switch object[name] {
        case nil: return nil
        case .string(let text): return .plain(text)
        case .object(let inner):
            return .sealed(try MemberReader(inner, prefix: prefix + name + ".").nested("sealed").sealedText())
        case .some(let other): throw wrongKind(name, other, expected: "a string or a sealed object")
        }
    }

    func text(_ name: String) throws(EventFormatError) -> PersonalText {
        try require(name, optionalText(name), expected: "a string or a sealed object")
    }

    private func sealedText() throws(EventFormatError) -> SealedText {
        let algorithm = try string("alg")
        guard algorithm == SealedText.algorithm else {
            throw failure("alg", "expected \(SealedText.algorithm), found \(CanonicalJSON.excerpt(algorithm))")
        }
        return SealedText(keyID: try nonEmptyString("kid"), nonce: try string("iv"), ciphertext: try string("ct"))
    }

    /// An instant, or a date, which is its first instant (TIME-3).
    func optionalInstantOrDate(_ name: String) throws(EventFormatError) -> Instant? {
        guard let text = try optionalString(name) else { return nil }
        if let day = Instant(date: text) { return day }
        do { return try Instant(parsing: text) } catch {
            throw failure(name, "expected a date or an RFC 3339 instant with a zone: \(error)")
        }
    }

    func instantOrDate(_ name: String) throws(EventFormatError) -> Instant {
        try require(name, optionalInstantOrDate(name), expected: "a date or an RFC 3339 instant with a zone")
    }

    /// A claim number as a string.
    func optionalClaimNumber(_ name: String) throws(EventFormatError) -> ClaimID? {
        guard let text = try optionalString(name) else { return nil }
        guard let claim = ClaimID(text) else {
            throw failure(
                name,
                "expected a claim number of 1 to 18 digits without leading zeros, found \(CanonicalJSON.excerpt(text))")
        }
        return claim
    }

    func optionalWorkloads(_ name: String) throws(EventFormatError) -> [Workload]? {
        guard let values = try optionalArray(name) else { return nil }
        var workloads: [Workload] = []
        for (index, value) in values.enumerated() {
            guard case .object(let inner) = value else {
                throw wrongKind("\(name)[\(index)]", value, expected: "an object")
            }
            let reader = MemberReader(inner, prefix: "\(prefix)\(name)[\(index)].")
            workloads.append(
                Workload(
                    name: WorkloadName(try reader.nonEmptyString("name")),
                    subscription: try reader.optionalString("subscription").flatMap {
                        $0.isEmpty ? nil : SubscriptionID($0)
                    }))
        }
        return workloads
    }

    func workloads(_ name: String) throws(EventFormatError) -> [Workload] {
        try require(name, optionalWorkloads(name), expected: "an array of workloads")
    }
}

extension JSONValue {
    /// The kind of value in words, for messages.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
