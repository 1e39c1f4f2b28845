public import ClaimLedger

/// One scenario file: events, and what must be answered as of one or more instants (interchange section 3).
public struct Scenario: Sendable {
    /// What is expected as of one instant; a part that is nil is not checked.
    public struct Expectation: Sendable {
        /// The instant that the answers are given for.
        public let asOf: Instant
        /// The parts to check, by their names in the file.
        public let parts: [(name: Part, expected: JSONValue)]
    }

    /// The parts an expectation may have.
    public enum Part: String, CaseIterable, Sendable {
        case status, ownership, matrix, actions, deadlines, violations
    }

    /// The case in a few words.
    public let name: String
    /// What the case shows and why it matters.
    public let about: String
    /// The ids of the rules it is about.
    public let rules: [String]
    /// The history in the order of the file; a run imports it, and so orders it by time.
    public let events: [ClaimEvent]
    /// What is to be answered; never empty.
    public let expectations: [Expectation]
}

/// Why a scenario could not be run.
public struct ScenarioError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What sort of failure it is, for an exit status.
    public enum Kind: Sendable, Equatable {
        /// There is no such file or folder, or it cannot be read.
        case unreadable
        /// The file is not a scenario.
        case malformed
        /// The machine did not let a ledger be made for it.
        case storage
    }

    /// Whether the path, the file's content or the machine is at fault.
    public let kind: Kind
    /// The scenario's path.
    public let file: String
    /// What is wrong, with the place inside the file where there is one.
    public let reason: String

    /// Path and reason in one line.
    public var description: String { "\(file): \(reason)" }
}

extension Scenario {
    /// Reads a scenario; unknown keys are errors.
    ///
    /// - Throws: `ScenarioError.malformed` naming the place.
    public init(parsing bytes: [UInt8], file: String) throws(ScenarioError) {
        let reader = ScenarioReader(file: file)
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch { throw reader.malformed(error.description) }
        let object = try reader.object(value, "the file", keys: ["name", "about", "rules", "events", "expect"])
        name = try reader.string(object["name"], "name")
        about = try reader.string(object["about"], "about")
        var rules: [String] = []
        for rule in try reader.array(object["rules"], "rules") { rules.append(try reader.string(rule, "rules")) }
        self.rules = rules
        var events: [ClaimEvent] = []
        for (index, event) in try reader.array(object["events"], "events").enumerated() {
            let place = "events[\(index)]"
            guard case .object(let json) = event else { throw reader.malformed("\(place): expected an object") }
            do { events.append(try ClaimEvent(json: json)) } catch { throw reader.malformed("\(place): \(error)") }
        }
        self.events = events
        var expectations: [Expectation] = []
        for (index, expected) in try reader.array(object["expect"], "expect").enumerated() {
            expectations.append(try Expectation(expected, "expect[\(index)]", reader))
        }
        guard !expectations.isEmpty else { throw reader.malformed("expect: nothing is expected") }
        self.expectations = expectations
    }
}

extension Scenario.Expectation {
    fileprivate init(_ value: JSONValue, _ place: String, _ reader: ScenarioReader) throws(ScenarioError) {
        let object = try reader.object(value, place, keys: ["asOf"] + Scenario.Part.allCases.map(\.rawValue))
        let text = try reader.string(object["asOf"], "\(place).asOf")
        do { asOf = try Instant(parsing: text) } catch { throw reader.malformed("\(place).asOf: \(error)") }
        parts = Scenario.Part.allCases.compactMap { part in object[part.rawValue].map { (part, $0) } }
        guard !parts.isEmpty else { throw reader.malformed("\(place): nothing is expected") }
    }
}

/// Reads members of a scenario with messages that say where.
struct ScenarioReader {
    let file: String

    func malformed(_ reason: String) -> ScenarioError { ScenarioError(kind: .malformed, file: file, reason: reason) }

    func object(_ value: JSONValue?, _ place: String, keys: [String]) throws(ScenarioError) -> JSONObject {
        guard case .object(let object) = value else { throw malformed("\(place): expected an object") }
        for member in object.members where !keys.contains(member.name) {
            throw malformed("\(place): unknown key \"\(member.name)\": expected \(keys.joined(separator: ", "))")
        }
        return object
    }

    func string(_ value: JSONValue?, _ place: String) throws(ScenarioError) -> String {
        guard case .string(let text) = value else { throw malformed("\(place): expected a string") }
        return text
    }

    func array(_ value: JSONValue?, _ place: String) throws(ScenarioError) -> [JSONValue] {
        guard case .array(let values) = value else { throw malformed("\(place): expected an array") }
        return values
    }
}
