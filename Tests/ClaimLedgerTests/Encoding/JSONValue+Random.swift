import ClaimLedger
import ClaimLedgerTesting

extension JSONValue {
    /// A value with everything in it that has a spelling of its own: escapes, long characters, border integers.
    static func random(using generator: inout SeededGenerator, depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth < 4 ? 8 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(randomInteger(using: &generator))
        case 3, 4: return .string(randomString(of: characters, using: &generator))
        case 5:
            return .array((0..<randomCount(&generator)).map { _ in random(using: &generator, depth: depth + 1) })
        default:
            var object = JSONObject()
            for _ in 0..<randomCount(&generator) {
                let name = randomString(of: characters.filter(\.isASCII), using: &generator)
                object[name] = random(using: &generator, depth: depth + 1)
            }
            return .object(object)
        }
    }

    /// The same value with white space, members in any order, and escapes where none are needed.
    func spelledAtRandom(using generator: inout SeededGenerator) -> String {
        let text =
            switch self {
            case .null: "null"
            case .bool(let value): value ? "true" : "false"
            case .integer(let value): String(value)
            case .string(let value): Self.spell(value, using: &generator)
            case .array(let elements):
                "[" + elements.map { $0.spelledAtRandom(using: &generator) }.joined(separator: ",") + "]"
            case .object(let object):
                "{"
                    + object.members.shuffled(using: &generator).map { member in
                        Self.space(&generator) + Self.spell(member.name, using: &generator) + Self.space(&generator)
                            + ":" + member.value.spelledAtRandom(using: &generator)
                    }.joined(separator: ",") + Self.space(&generator) + "}"
            }
        return Self.space(&generator) + text + Self.space(&generator)
    }

    private static let characters: [Unicode.Scalar] = [
        "a", "Z", "0", " ", "/", "\"", "\\", "\0", "\u{8}", "\t", "\n", "\u{C}", "\r", "\u{1B}", "\u{7F}",
        "\u{80}", "é", "\u{301}", "€", "\u{2028}", "\u{FFFE}", "😂", "\u{10FFFF}",
    ]

    private static func randomCount(_ generator: inout SeededGenerator) -> Int {
        Int.random(in: 0...6, using: &generator)
    }

    private static func randomInteger(using generator: inout SeededGenerator) -> Int64 {
        let bits = Int.random(in: 0...53, using: &generator)
        let limit = Int64(1) << bits - 1
        return [limit, -limit, Int64.random(in: -limit...limit, using: &generator)].randomElement(using: &generator)
            ?? 0
    }

    private static func randomString(of choices: [Unicode.Scalar], using generator: inout SeededGenerator) -> String {
        var string = ""
        for _ in 0..<Int.random(in: 0...20, using: &generator) {
            string.unicodeScalars.append(choices.randomElement(using: &generator) ?? "a")
        }
        return string
    }

    private static func spell(_ string: String, using generator: inout SeededGenerator) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if mustEscape || Int.random(in: 0..<4, using: &generator) == 0 {
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private static func space(_ generator: inout SeededGenerator) -> String {
        ["", "", " ", "\n\t", "\r\n"].randomElement(using: &generator) ?? ""
    }
}
