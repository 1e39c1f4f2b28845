import ClaimLedger
import ClaimLedgerTesting
import Testing

@Suite struct `Canonical JSON` {
    @Test(
        arguments: [
            (.null, "null"),
            (true, "true"),
            (false, "false"),
            (0, "0"),
            (-9_007_199_254_740_991, "-9007199254740991"),
            ("\" \\ / \u{8}\t\n\u{C}\r", #""\" \\ / \b\t\n\f\r""#),
            ("\u{0}\u{B}\u{F}\u{10}\u{1F}\u{7F}", "\"\\u0000\\u000b\\u000f\\u0010\\u001f\u{7F}\""),
            ("A\u{30A} é 😂 \u{2028}", "\"A\u{30A} é 😂 \u{2028}\""),
            ([], "[]"),
            ([:], "{}"),
            ([1, [.null, true]], "[1,[null,true]]"),
            (["b": 1, "B": 2, "": 3, "10": 4, "2": 5, "\n": 6], #"{"":3,"\n":6,"10":4,"2":5,"B":2,"b":1}"#),
        ] as [(JSONValue, String)])
    func `has one spelling`(value: JSONValue, expected: String) {
        #expect(String(decoding: value.canonicalBytes(), as: UTF8.self) == expected)
    }

    @Test func `is appended behind what is there`() {
        var bytes: [UInt8] = []
        CanonicalJSON.appendMemberName("id", to: &bytes)
        CanonicalJSON.appendInteger(-7, to: &bytes)
        CanonicalJSON.appendString("a\"b", to: &bytes)
        JSONValue.array([1]).appendCanonical(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #""id":-7"a\"b"[1]"#)
    }

    @Test(arguments: SeededGenerator.seeds(1...8))
    func `encode, decode, encode gives equal bytes, however the value was spelled`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let value = JSONValue.random(using: &generator)
            let canonical = value.canonicalBytes()
            let decoded = try JSONValue(parsing: canonical)
            #expect(decoded == value)
            #expect(decoded.canonicalBytes() == canonical)
            let respelled = try JSONValue(parsing: Array(value.spelledAtRandom(using: &generator).utf8))
            #expect(respelled.canonicalBytes() == canonical)
        }
    }

    @Test func `equal values have equal bytes`() {
        let composed: JSONValue = "\u{E9}"
        let decomposed: JSONValue = "e\u{301}"
        #expect(composed != decomposed)
        #expect(composed.canonicalBytes() != decomposed.canonicalBytes())
        #expect(JSONValue.object(["a": composed]) != .object(["a": decomposed]))
    }

    @Test func `an integer that readers of JSON may round stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = JSONValue.integer(9_007_199_254_740_992).canonicalBytes()
        }
    }

    @Test func `sixty-five arrays inside each other stop the program`() async {
        await #expect(processExitsWith: .failure) {
            var value: JSONValue = []
            for _ in 0..<64 { value = [value] }
            _ = value.canonicalBytes()
        }
    }
}

@Suite struct `JSON object` {
    @Test func `keeps its members sorted by name`() {
        var object = JSONObject()
        for name in ["time", "id", "type", "data", "ID"] { object[name] = .string(name) }
        #expect(object.members.map(\.name) == ["ID", "data", "id", "time", "type"])
        object["id"] = 7
        object["time"] = nil
        object["absent"] = nil
        #expect(object == ["type": "type", "id": 7, "data": "data", "ID": "ID"])
        #expect(object["id"] == 7)
        #expect(object["time"] == nil)
        #expect(object["absent"] == nil)
        #expect(object.count == 4)
        #expect(!object.isEmpty)
        #expect(JSONObject().isEmpty)
    }

    @Test func `holds null as a value`() {
        var object: JSONObject = ["a": .null]
        #expect(object["a"] == .some(.null))
        object["b"] = .some(.null)
        #expect(object.count == 2)
    }

    @Test func `a name that occurs twice stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = JSONObject([.init(name: "a", value: 1), .init(name: "b", value: 1), .init(name: "a", value: 2)])
        }
    }

    @Test func `a name that is not ASCII stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var object = JSONObject()
            object["é"] = 1
        }
    }
}
