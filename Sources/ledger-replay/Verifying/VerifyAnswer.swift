import ClaimLedger
import ClaimProjections

/// What `verify` answers: what was looked at, what holds, and everything that was found.
struct VerifyAnswer: JSONAnswer {
    /// What was looked at, in a sentence.
    var range = "nothing could be looked at"
    var first: UInt64 = 0
    var last: UInt64 = 0
    /// The root over the events, in hexadecimal digits.
    var root: String?
    /// How closely it was looked.
    var depth = VerificationReport.Depth.everything
    /// The sizes of the checkpoints that hold.
    var checkpoints: [UInt64] = []
    /// What came of comparing the stored projections with a replay, in a sentence.
    var projections = "stored projections not looked at"
    var findings: [VerificationFinding] = []
    /// How many findings there are beyond those listed.
    var unlisted = 0

    var isSound: Bool { findings.isEmpty }

    init() {}

    init(_ report: VerificationReport) {
        range = report.range
        first = report.first
        last = report.last
        root = report.root.map { "\($0)" }
        depth = report.depth
        checkpoints = report.checkpoints
        findings = report.findings
        unlisted = report.unlisted
    }

    var json: JSONValue {
        [
            "checkpoints": .array(checkpoints.map { .integer(Int64($0)) }), "findings": .array(findings.map(\.json)),
            "depth": .string(depth.rawValue), "first": .integer(Int64(first)), "last": .integer(Int64(last)),
            "projections": .string(projections),
            "quick": .bool(depth == .roots), "range": .string(range), "root": root.map { .string($0) } ?? .null,
            "sound": .bool(isSound), "unlisted": .integer(Int64(unlisted)),
        ]
    }

    /// Reads what the child process wrote; nil where it is something else.
    init?(_ json: JSONValue) {
        guard case .object(let object) = json, case .string(let range) = object["range"],
            case .integer(let first) = object["first"], case .integer(let last) = object["last"],
            case .string(let text) = object["depth"], let depth = VerificationReport.Depth(rawValue: text),
            case .string(let projections) = object["projections"],
            case .array(let checkpoints) = object["checkpoints"], case .array(let findings) = object["findings"],
            case .integer(let unlisted) = object["unlisted"]
        else { return nil }
        self.range = range
        self.first = UInt64(first)
        self.last = UInt64(last)
        self.depth = depth
        self.projections = projections
        self.unlisted = Int(unlisted)
        if case .string(let root) = object["root"] { self.root = root }
        self.checkpoints = checkpoints.compactMap { if case .integer(let size) = $0 { UInt64(size) } else { nil } }
        self.findings = findings.compactMap { VerificationFinding($0) }
    }

    /// The whole report as people read it.
    func write(to page: TextPage) throws(Failure) {
        for finding in findings { try page.line(printableLines(finding.description)) }
        if unlisted > 0 { try page.line("\(counted(unlisted, "further finding")) not listed") }
        try page.line(range)
        if !checkpoints.isEmpty {
            let sizes = checkpoints.map { "\($0)" }.joined(separator: ", ")
            try page.line("checkpoints that hold, by size: \(sizes)")
        }
        try page.line(projections)
        if let root { try page.line("root \(root)") }
        let verdict = depth != .everything ? "no finding, but this was partial" : "sound"
        try page.line(
            isSound ? Cell(verdict, .approved) : Cell(counted(findings.count + unlisted, "finding"), .refused))
    }
}

extension VerificationFinding {
    /// The finding as programs read it.
    var json: JSONValue {
        [
            "advice": .string(code.advice), "consequences": .array(consequences.map { .string($0) }),
            "id": .string(code.rawValue), "message": .string(message),
            "place": place.map { .string($0) } ?? .null,
            "sequence": sequence.map { .integer(Int64($0)) } ?? .null,
        ]
    }

    /// Reads a finding; nil where it is something else.
    init?(_ json: JSONValue) {
        guard case .object(let object) = json, case .string(let id) = object["id"], let code = Code(rawValue: id),
            case .string(let message) = object["message"], case .array(let consequences) = object["consequences"]
        else { return nil }
        var sequence: UInt64?
        var place: String?
        if case .integer(let number) = object["sequence"] { sequence = UInt64(number) }
        if case .string(let text) = object["place"] { place = text }
        let texts = consequences.compactMap { if case .string(let text) = $0 { text } else { nil } }
        self.init(code, at: sequence, place: place, message, consequences: texts)
    }

    /// The same with further consequences.
    func followed(by more: [String]) -> VerificationFinding {
        VerificationFinding(code, at: sequence, place: place, message, consequences: consequences + more)
    }
}
