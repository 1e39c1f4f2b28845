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
    let text: JSONText
    /// The object in the text.
    let object: Int

    init(_ text: JSONText, _ object: Int = 0) {
        self.text = text
        self.object = object
    }

    /// The path of the object itself, with a full stop behind it; empty for the line's own members.
    private var prefix: String {
        let path = text.path(to: object)
        return path.isEmpty ? "" : path + "."
    }

    func failure(_ name: String, _ reason: String) -> EventFormatError {
        EventFormatError(member: prefix + name, reason: reason)
    }

    private func failure(_ name: MemberName, _ reason: String) -> EventFormatError { failure(name.text, reason) }

    private func wrongKind(_ name: MemberName, _ value: Int, expected: String) -> EventFormatError {
        wrongKind(name.text, value, expected: expected)
    }

    private func wrongKind(_ name: String, _ value: Int, expected: String) -> EventFormatError {
        failure(name, "expected \(expected), found \(text.nodes[value].kind.words)")
    }

    private subscript(_ name: MemberName) -> Int? { text.member(name, of: object) }

    /// Whether there is a member of this name, whatever it holds.
    func has(_ name: MemberName) -> Bool { self[name] != nil }

    /// Whether the member of this name is this string.
    func holds(_ text: MemberName, in name: MemberName) -> Bool {
        self[name].map { self.text.nodes[$0].kind == .string && self.text.isNamed($0, text) } ?? false
    }

    /// Whether the member of this name is a string without escapes that holds this text.
    func holds(text expected: String, in name: MemberName) -> Bool {
        guard let value = self[name] else { return false }
        let found = text.nodes[value]
        return found.kind == .string && !found.hasEscapes && text.bytes.holds(expected, in: found.range)
    }

    /// Whether the member of this name is an object.
    func hasObject(_ name: MemberName) -> Bool { self[name].map { text.isObject($0) } ?? false }

    /// The names of all members.
    var names: [String] { text.sortedNames(of: object).map { text.string($0) } }

    /// Each member that must be an object, with its name.
    func nestedMembers() throws(EventFormatError) -> [(name: String, members: MemberReader)] {
        var found: [(name: String, members: MemberReader)] = []
        for name in text.sortedNames(of: object) {
            guard text.isObject(name + 1) else { throw wrongKind(text.string(name), name + 1, expected: "an object") }
            found.append((text.string(name), MemberReader(text, name + 1)))
        }
        return found
    }

    private func require<Value>(
        _ name: MemberName, _ value: Value?, expected: @autoclosure () -> String
    ) throws(EventFormatError) -> Value {
        guard let value else { throw failure(name, "missing: expected \(expected())") }
        return value
    }

    // MARK: Kinds

    func optionalString(_ name: MemberName) throws(EventFormatError) -> String? {
        guard let value = self[name] else { return nil }
        guard text.nodes[value].kind == .string else { throw wrongKind(name, value, expected: "a string") }
        return text.string(value)
    }

    /// Sees that the member is a string, where it is there.
    func checkString(_ name: MemberName) throws(EventFormatError) {
        guard let value = self[name], text.nodes[value].kind != .string else { return }
        throw wrongKind(name, value, expected: "a string")
    }

    func string(_ name: MemberName) throws(EventFormatError) -> String {
        try require(name, optionalString(name), expected: "a string")
    }

    func nonEmptyString(_ name: MemberName) throws(EventFormatError) -> String {
        let text = try string(name)
        guard !text.isEmpty else { throw failure(name, "expected a string that is not empty") }
        return text
    }

    func optionalBool(_ name: MemberName) throws(EventFormatError) -> Bool? {
        guard let value = self[name] else { return nil }
        switch text.nodes[value].kind {
        case .true: return true
        case .false: return false
        default: throw wrongKind(name, value, expected: "true or false")
        }
    }

    func bool(_ name: MemberName) throws(EventFormatError) -> Bool {
        try require(name, optionalBool(name), expected: "true or false")
    }

    /// A whole number that is not negative.
    func optionalCount(_ name: MemberName) throws(EventFormatError) -> Int64? {
        guard let value = self[name] else { return nil }
        guard text.nodes[value].kind == .integer else { throw wrongKind(name, value, expected: "a whole number") }
        let number = text.integer(value)
        guard number >= 0 else { throw failure(name, "expected a whole number from 0, found \(number)") }
        return number
    }

    func count(_ name: MemberName) throws(EventFormatError) -> Int64 {
        try require(name, optionalCount(name), expected: "a whole number")
    }

    /// Days, hours or months of a rule: a whole number from 0 to 100,000.
    func optionalFigure(_ name: MemberName) throws(EventFormatError) -> Int? {
        guard let value = try optionalCount(name) else { return nil }
        guard value <= 100_000 else { throw failure(name, "expected a whole number from 0 to 100000, found \(value)") }
        return Int(value)
    }

    func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ name: MemberName, as type: Choice.Type = Choice.self
    ) throws(EventFormatError) -> Choice? where Choice.RawValue == String {
        guard let value = self[name] else { return nil }
        let found = text.nodes[value]
        if found.kind == .string, !found.hasEscapes {
            for choice in Choice.allCases where text.bytes.holds(choice.rawValue, in: found.range) { return choice }
        }
        return try optionalString(name).map { (text) throws(EventFormatError) in try choice(text, member: name.text) }
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: MemberName, as type: Choice.Type = Choice.self
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

    func optionalObject(_ name: MemberName) throws(EventFormatError) -> MemberReader? {
        guard let value = self[name] else { return nil }
        guard text.isObject(value) else { throw wrongKind(name, value, expected: "an object") }
        return MemberReader(text, value)
    }

    func nested(_ name: MemberName) throws(EventFormatError) -> MemberReader {
        try require(name, optionalObject(name), expected: "an object")
    }

    private func optionalArray(_ name: MemberName) throws(EventFormatError) -> [Int]? {
        guard let value = self[name] else { return nil }
        guard text.nodes[value].kind == .array else { throw wrongKind(name, value, expected: "an array") }
        return text.elements(of: value)
    }

    func optionalStrings(_ name: MemberName) throws(EventFormatError) -> [String]? {
        guard let values = try optionalArray(name) else { return nil }
        var strings: [String] = []
        for (index, value) in values.enumerated() {
            guard text.nodes[value].kind == .string else {
                throw wrongKind("\(name.text)[\(index)]", value, expected: "a string")
            }
            strings.append(text.string(value))
        }
        return strings
    }

    func strings(_ name: MemberName) throws(EventFormatError) -> [String] {
        try require(name, optionalStrings(name), expected: "an array of strings")
    }

    func optionalChoices<Choice: RawRepresentable & CaseIterable>(
        _ name: MemberName, as type: Choice.Type = Choice.self
    ) throws(EventFormatError) -> [Choice]? where Choice.RawValue == String {
        guard let texts = try optionalStrings(name) else { return nil }
        var choices: [Choice] = []
        for (index, text) in texts.enumerated() { choices.append(try choice(text, member: "\(name.text)[\(index)]")) }
        return choices
    }

    func choices<Choice: RawRepresentable & CaseIterable>(
        _ name: MemberName, as type: Choice.Type = Choice.self
    ) throws(EventFormatError) -> [Choice] where Choice.RawValue == String {
        try require(name, optionalChoices(name), expected: "an array of \(Self.names(of: Choice.self))")
    }

    // MARK: The domain's own kinds

    /// A personal member: a string, or its sealed form.
    func optionalText(_ name: MemberName) throws(EventFormatError) -> PersonalText? {
        guard let value = self[name] else { return nil }
        switch text.nodes[value].kind {
        case .string: return .plain(text.string(value))
        case .object: return .sealed(try MemberReader(text, value).nested("sealed").sealedText())
        default: throw wrongKind(name, value, expected: "a string or a sealed object")
        }
    }

    func text(_ name: MemberName) throws(EventFormatError) -> PersonalText {
        try require(name, optionalText(name), expected: "a string or a sealed object")
    }

    private func sealedText() throws(EventFormatError) -> SealedText {
        let algorithm = try string("alg")
        guard algorithm == SealedText.algorithm else {
            throw failure("alg", "expected \(SealedText.algorithm), found \(CanonicalJSON.excerpt(algorithm))")
        }
        return SealedText(keyID: try nonEmptyString("kid"), nonce: try string("iv"), ciphertext: try string("ct"))
    }

    func instant(_ name: MemberName) throws(EventFormatError) -> Instant {
        if let value = self[name], text.nodes[value].kind == .string, !text.nodes[value].hasEscapes {
            let bytes = text.bytes
            var parser = InstantParser(bytes.span.extracting(text.nodes[value].range))
            if let instant = try? parser.parseInstant() { return instant }
        }
        let text = try string(name)
        do { return try Instant(parsing: text) } catch {
            throw failure(name, "expected an RFC 3339 instant with a zone: \(error)")
        }
    }

    /// An instant, or a date, which is its first instant (TIME-3).
    func optionalInstantOrDate(_ name: MemberName) throws(EventFormatError) -> Instant? {
        guard let text = try optionalString(name) else { return nil }
        if let day = Instant(date: text) { return day }
        do { return try Instant(parsing: text) } catch {
            throw failure(name, "expected a date or an RFC 3339 instant with a zone: \(error)")
        }
    }

    func instantOrDate(_ name: MemberName) throws(EventFormatError) -> Instant {
        try require(name, optionalInstantOrDate(name), expected: "a date or an RFC 3339 instant with a zone")
    }

    /// A claim number as a string.
    func optionalClaimNumber(_ name: MemberName) throws(EventFormatError) -> ClaimID? {
        guard let text = try optionalString(name) else { return nil }
        guard let claim = ClaimID(text) else {
            throw failure(
                name,
                "expected a claim number of 1 to 18 digits without leading zeros, found \(CanonicalJSON.excerpt(text))")
        }
        return claim
    }

    func optionalWorkloads(_ name: MemberName) throws(EventFormatError) -> [Workload]? {
        guard let values = try optionalArray(name) else { return nil }
        var workloads: [Workload] = []
        for (index, value) in values.enumerated() {
            guard text.isObject(value) else {
                throw wrongKind("\(name.text)[\(index)]", value, expected: "an object")
            }
            let reader = MemberReader(text, value)
            workloads.append(
                Workload(
                    name: WorkloadName(try reader.nonEmptyString("name")),
                    subscription: try reader.optionalString("subscription").flatMap {
                        $0.isEmpty ? nil : SubscriptionID($0)
                    }))
        }
        return workloads
    }

    func workloads(_ name: MemberName) throws(EventFormatError) -> [Workload] {
        try require(name, optionalWorkloads(name), expected: "an array of workloads")
    }
}

extension JSONText.Node.Kind {
    /// The kind of value in words, for messages.
    var words: String {
        switch self {
        case .null: "null"
        case .true, .false: "true or false"
        case .integer: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
