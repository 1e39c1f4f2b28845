import ClaimLedger
import Testing

@Suite struct `JSON parser` {
    @Test(
        arguments: [
            ("null", .null),
            (" \t\r\n true \n", true),
            ("false", false),
            ("0", 0),
            ("-1", -1),
            ("9007199254740991", 9_007_199_254_740_991),
            ("-9007199254740991", -9_007_199_254_740_991),
            (#""""#, ""),
            (#""\" \\ \/ \b \f \n \r \t""#, "\" \\ / \u{8} \u{C} \n \r \t"),
            (#""\u0041\u00e9\u20AC\ud83d\uDE02\u0000""#, "Aé€😂\0"),
            ("\"é€😂\u{7F}\u{2028}\"", "é€😂\u{7F}\u{2028}"),
            ("[]", []),
            ("[ ]", []),
            ("[1,[2],\"3\"]", [1, [2], "3"]),
            ("{}", [:]),
            (#"{ "b" : 1 , "a" : { "c" : [ ] } }"#, ["a": ["c": []], "b": 1]),
            (#"{"\u0061":null,"":1}"#, ["": 1, "a": .null]),
        ] as [(String, JSONValue)])
    func `reads what is inside the restriction`(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(parsing: Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        ("", 0, "unexpected end: expected a value"),
        (" ", 1, "unexpected end: expected a value"),
        ("1 2", 2, #"unexpected "2": expected the end"#),
        ("nul", 0, #"unexpected "nul": expected a value"#),
        ("True", 0, #"unexpected "True": expected a value"#),
        ("nullx", 0, #"unexpected "nullx": expected a value"#),
        ("'a'", 0, #"unexpected "'": expected a value"#),
        ("\u{FEFF}1", 0, "unexpected byte order mark: expected UTF-8 without one"),
        ("\u{A0}1", 0, "unexpected byte 0xC2: expected a value"),
        ("1\0", 1, "unexpected byte 0x00: expected the end"),
        ("[1", 2, #"unexpected end: expected "," or "]""#),
        ("[1 2]", 3, #"unexpected "2": expected "," or "]""#),
        (#"[1 "a"]"#, 3, #"unexpected double quote: expected "," or "]""#),
        ("[1}", 2, #"unexpected "}": expected "," or "]""#),
        (#"{"a":1]"#, 6, #"unexpected "]": expected "," or "}""#),
        ("{a:1}", 1, #"unexpected "a": expected a member name in double quotes"#),
        (#"{"a":1,}"#, 7, #"unexpected "}": expected a member name in double quotes"#),
        (#"{"a" 1}"#, 5, #"unexpected "1": expected ":" after a member name"#),
        (#"{"é":1}"#, 1, #"member name "é" is not ASCII"#),
        (#"{"\u00e9":1}"#, 1, #"member name "é" is not ASCII"#),
        (#"{"a":1,"a":2}"#, 7, #"duplicate member "a""#),
        (#"{"b":1,"a":{"b":3},"\u0062":2}"#, 19, #"duplicate member "b""#),
    ])
    func `refuses what is not one JSON value`(text: String, offset: Int, reason: String) {
        checkRefused(Array(text.utf8), offset: offset, reason: reason)
    }

    @Test(arguments: [
        ("-", 1, #"unexpected end: expected a digit after "-""#),
        ("-a", 1, #"unexpected "a": expected a digit after "-""#),
        ("+1", 0, #"unexpected "+": expected a value"#),
        (".5", 0, #"unexpected ".": expected a value"#),
        ("-0", 0, "number -0 is not allowed: write 0"),
        ("01", 0, "number 01 has a leading zero"),
        ("-00", 0, "number -00 has a leading zero"),
        ("1.5", 0, "number 1.5 has a fraction: only whole numbers are allowed"),
        ("-0.0", 0, "number -0.0 has a fraction: only whole numbers are allowed"),
        ("1.", 0, "number 1. has a fraction: only whole numbers are allowed"),
        ("1e3", 0, "number 1e3 has an exponent: only whole numbers written in digits are allowed"),
        ("1E-7", 0, "number 1E-7 has an exponent: only whole numbers written in digits are allowed"),
        ("9007199254740992", 0, "number 9007199254740992 is outside ±9007199254740991"),
        ("-9007199254740992", 0, "number -9007199254740992 is outside ±9007199254740991"),
        ("18446744073709551617", 0, "number 18446744073709551617 is outside ±9007199254740991"),
        ("1-2", 1, #"unexpected "-": expected the end"#),
        ("NaN", 0, #"unexpected "NaN": expected a value"#),
    ])
    func `refuses numbers outside the restriction`(text: String, offset: Int, reason: String) {
        checkRefused(Array(text.utf8), offset: offset, reason: reason)
    }

    @Test(arguments: [
        (#""abc"#, 4, "unexpected end: expected the closing quote of a string"),
        (#""abc\""#, 6, "unexpected end: expected the closing quote of a string"),
        ("\"a\nb\"", 2, #"control character 0x0A in a string: expected an escape such as \n"#),
        (#""\x""#, 1, #"unknown escape: expected one of \" \\ \/ \b \f \n \r \t \u"#),
        ("\"\\\n\"", 1, #"unknown escape: expected one of \" \\ \/ \b \f \n \r \t \u"#),
        (#""\u12""#, 1, #"incomplete escape: expected four hexadecimal digits after \u"#),
        (#""\u12g4""#, 1, #"incomplete escape: expected four hexadecimal digits after \u"#),
        (#""a\ud800""#, 2, #"\ud800 is half of a surrogate pair: expected both halves"#),
        (#""\udc00""#, 1, #"\udc00 is half of a surrogate pair: expected both halves"#),
        (#""\ud800\u0041""#, 1, #"\ud800 is half of a surrogate pair: expected both halves"#),
        (#""\ud83d\n""#, 1, #"\ud83d is half of a surrogate pair: expected both halves"#),
    ])
    func `refuses strings that are not well formed`(text: String, offset: Int, reason: String) {
        checkRefused(Array(text.utf8), offset: offset, reason: reason)
    }

    @Test(
        arguments: [
            ([0xFF], "0xFF"),
            ([0x80], "0x80"),
            ([0xC0, 0x80], "0xC0"),  // overlong
            ([0xE0, 0x80, 0x80], "0xE0"),
            ([0xED, 0xA0, 0x80], "0xED"),  // surrogate
            ([0xF4, 0x90, 0x80, 0x80], "0xF4"),  // above U+10FFFF
            ([0xC3], "0xC3"),  // truncated
            ([0xF0, 0x9F, 0x98], "0xF0"),
        ] as [([UInt8], String)])
    func `refuses invalid UTF-8`(sequence: [UInt8], shown: String) {
        let quote = UInt8(ascii: "\"")
        let reason = "invalid UTF-8 (byte \(shown))"
        checkRefused([quote, 0x61] + sequence + [quote], offset: 2, reason: reason)
        checkRefused([quote, 0x5C, 0x6E] + sequence + [quote], offset: 3, reason: reason)
    }

    @Test func `takes sixty-four arrays and objects inside each other, and no more`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            let pairs = depth / 2
            let text = String(repeating: #"[{"a":"#, count: pairs) + (depth % 2 == 0 ? "0" : "[]")
            return Array((text + String(repeating: "}]", count: pairs)).utf8)
        }
        #expect(try JSONValue(parsing: nested(64)).canonicalBytes() == nested(64))
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: nested(65)) }
        #expect(error?.reason == "more than 64 arrays and objects inside each other")
        // Depth counts what is open, not what has been.
        #expect(throws: Never.self) {
            try JSONValue(parsing: Array(("[" + String(repeating: "[],{},", count: 100) + "[[]]]").utf8))
        }
    }

    @Test(arguments: [
        (#"{"data":{"customer":{"id":1.5}}}"#, "data.customer.id"),
        (#"{"data":{"list":[{},{"name":"\x"}]}}"#, "data.list[1].name"),
        (#"[[0,x]]"#, "[0][1]"),
        (#"{"a.b":{"":[x]}}"#, #"["a.b"][""][0]"#),
        (#"{"data":{"id":1,"id":2}}"#, "data"),
        (#"{"data":[]"#, ""),
    ])
    func `an error names the innermost value being read`(text: String, path: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
        #expect(error?.path == path)
    }

    @Test(arguments: [
        ("x", #"byte 0: unexpected "x": expected a value"#),
        (#"{"data":{"customer":{"id":1,"id":2}}}"#, #"data.customer (byte 28): duplicate member "id""#),
    ])
    func `an error describes place and reason in one line`(text: String, description: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
        #expect(error?.description == description)
    }

    @Test func `an error quotes no more than sixty-four bytes`() {
        let long = String(repeating: "1", count: 100_000)
        let excerpt = String(repeating: "1", count: 64) + "…"
        checkRefused(Array(long.utf8), offset: 0, reason: "number \(excerpt) is outside ±9007199254740991")
        let members = Array(#"{"\#(long)":0,"\#(long)":0}"#.utf8)
        checkRefused(members, offset: long.utf8.count + 6, reason: #"duplicate member "\#(excerpt)""#)
    }

    private func checkRefused(
        _ bytes: [UInt8], offset: Int, reason: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: JSONError.self, sourceLocation: sourceLocation) { try JSONValue(parsing: bytes) }
        #expect(error?.reason == reason, sourceLocation: sourceLocation)
        #expect(error?.offset == offset, sourceLocation: sourceLocation)
    }
}
