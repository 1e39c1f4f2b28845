import ClaimLedgerTesting

@testable import ClaimLedger

/// Values that members of events may have, ordinary ones and those with a spelling of their own.
extension SeededGenerator {
    mutating func maybe<Value>(_ make: (inout SeededGenerator) -> Value) -> Value? {
        Bool.random(using: &self) ? make(&self) : nil
    }

    mutating func list<Value>(_ make: (inout SeededGenerator) -> Value) -> [Value] {
        (0..<Int.random(in: 0...3, using: &self)).map { _ in make(&self) }
    }

    /// One of a closed list.
    mutating func one<Choice: CaseIterable>() -> Choice {
        guard let choice = Choice.allCases.randomElement(using: &self) else { preconditionFailure("the list is empty") }
        return choice
    }

    /// A text of a data member, possibly empty, with every character that JSON treats in a way of its own.
    mutating func text() -> String {
        let choices: [Unicode.Scalar] = [
            "a", "Z", "0", " ", "/", "\"", "\\", "\0", "\u{8}", "\t", "\n", "\u{C}", "\r", "\u{1B}", "\u{7F}", "é",
            "\u{301}", "€", "\u{2028}", "😂", "\u{10FFFF}",
        ]
        return string(of: choices, count: 0...12)
    }

    /// A text that is not empty.
    mutating func name() -> String { "n" + text() }

    /// A text that an attribute may have: not empty, no control characters.
    mutating func attribute() -> String {
        string(of: ["a", "Z", "0", " ", "/", "\"", "\\", "é", "\u{301}", "€", "\u{2028}", "😂"], count: 1...16)
    }

    /// A part of a subject: an attribute without the stroke that parts it.
    mutating func segment() -> String {
        "s" + string(of: ["a", "Z", "0", ".", "-", "é", "\u{301}", "€", "😂"], count: 0...9)
    }

    mutating func personal() -> PersonalText {
        guard Bool.random(using: &self) else { return .plain(text()) }
        return .sealed(SealedText(keyID: name(), nonce: text(), ciphertext: text()))
    }

    mutating func workloads() -> [Workload] {
        list { Workload(name: WorkloadName($0.name()), subscription: $0.maybe { SubscriptionID($0.name()) }) }
    }

    mutating func claim() -> ClaimID {
        let digits = Int.random(in: 1...18, using: &self)
        let text =
            String(Int.random(in: 1...9, using: &self))
            + (1..<digits).map { _ in String(Int.random(in: 0...9, using: &self)) }.joined()
        guard let claim = ClaimID(text) else { preconditionFailure("\(text) is a claim number") }
        return claim
    }

    /// From 0 to 2^53 − 1, both of them often.
    mutating func count() -> Int64 {
        let limit = (Int64(1) << Int.random(in: 0...53, using: &self)) - 1
        return Bool.random(using: &self) ? limit : Int64.random(in: 0...limit, using: &self)
    }

    mutating func figure() -> Int {
        [0, 1, 100_000, Int.random(in: 0...100_000, using: &self)].randomElement(using: &self) ?? 0
    }

    mutating func instant() -> Instant {
        let range = Instant.earliest.microsecondsSinceEpoch...Instant.latest.microsecondsSinceEpoch
        let microseconds = Int64.random(in: range, using: &self)
        let unit: Int64 = [1, 10, 1_000, 1_000_000, 86_400_000_000].randomElement(using: &self) ?? 1
        return Instant(microsecondsSinceEpoch: microseconds / unit * unit)
    }

    private mutating func string(of choices: [Unicode.Scalar], count: ClosedRange<Int>) -> String {
        var string = ""
        for _ in 0..<Int.random(in: count, using: &self) {
            string.unicodeScalars.append(choices.randomElement(using: &self) ?? "a")
        }
        return string
    }
}
