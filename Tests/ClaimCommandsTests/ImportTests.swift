import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import Testing

@Suite struct `An import` {
    private let bench: ImportBench

    init() throws { bench = try ImportBench() }

    @Test func `orders events by their time, and keeps the given order at equal instants`() throws {
        let first = [
            Lines.ticket("late", "2024-03-01T00:00:02Z"), Lines.ticket("tie-1", "2024-03-01T00:00:01Z"),
            Lines.ticket("early", "2024-03-01T00:00:00.999999Z"), Lines.ticket("tie-2", "2024-03-01T01:00:01+01:00"),
        ]
        let second = [
            Lines.ticket("earliest", "1999-03-01T00:00:00Z"), Lines.ticket("tie-3", "2024-03-01T00:00:01.000Z"),
            Lines.ticket("latest", "2025-03-01T00:00:00Z"),
        ]
        #expect(bench.run(first.asFile, second.asFile) == done(7))
        #expect(try bench.ids() == ["earliest", "early", "tie-1", "tie-2", "tie-3", "late", "latest"])
    }

    @Test func `keeps later imports behind earlier ones, whatever their times`() throws {
        #expect(bench.run(Lines.ticket("2024", "2024-03-01T00:00:00Z")) == done(1))
        #expect(bench.run(Lines.ticket("1999", "1999-03-01T00:00:00Z")) == done(1, last: 2))
        #expect(try bench.ids() == ["2024", "1999"])
    }

    @Test func `counts what was there already, in the ledger, in the input and in another input`() throws {
        let (a, b, c) = (Lines.ticket("a"), Lines.ticket("b"), Lines.ticket("c"))
        #expect(bench.run([a, b, a].asFile) == done(2, present: 1))
        #expect(bench.run([b, c].asFile, [c, a, c].asFile) == done(1, present: 4, last: 3))
        #expect(bench.run([a, b, c].asFile) == done(0, present: 3, last: 3))
        #expect(try bench.ids() == ["a", "b", "c"])
        // Spelled otherwise it is the same event still.
        let spelled = "{ \"sequence\":\"9\"," + a.dropFirst()
        #expect(bench.run(spelled) == done(0, present: 1, last: 3))
    }

    @Test func `of nothing appends nothing`() {
        #expect(bench.run(inputs: []) == done(0))
        #expect(bench.run("") == done(0))
        #expect(bench.run("\n\n", "\r\n") == done(0))
        #expect(bench.run(Lines.ticket("a"), "") == done(1))
        #expect(bench.run("") == done(0, last: 1))
    }

    @Test(arguments: [
        ("line feeds", "\n", "\n"), ("carriage returns too", "\r\n", "\r\n"), ("no line feed at the end", "\n", ""),
        ("blank lines", "\n \t\r\n\n", "\n\n"), ("white space around lines", "  \n\t ", "\t\n"),
    ])
    func `takes lines with`(_: String, between: String, end: String) throws {
        let text = (1...3).map { Lines.ticket("\($0)") }.joined(separator: between) + end
        #expect(bench.run(text, text) == done(3, present: 3))
        #expect(try bench.ids() == ["1", "2", "3"])
    }

    @Test(arguments: [1, 7, 500, 65_536])
    func `takes inputs that come in pieces`(size: Int) throws {
        let bytes = Array((1...20).map { Lines.ticket("é\($0)") }.joined(separator: "\r\n\n").utf8)
        #expect(bench.run(inputs: [DrippingInput(bytes, size: size)]) == done(20))
        #expect(try bench.ids() == (1...20).map { "é\($0)" })
    }

    @Test(arguments: [1_000, 262_144, 1_048_576, 4_000_000], ["", "\n"])
    func `takes a line of 1,048,576 bytes and no longer one, whatever pieces it comes in`(
        size: Int, end: String
    ) throws {
        func padded(to length: Int) -> [UInt8] {
            let event = Array(Lines.ticket("a").utf8)
            return event.dropLast() + [UInt8](repeating: 0x20, count: length - event.count) + [UInt8(ascii: "}")]
        }
        let end = Array(end.utf8)
        let longest = DrippingInput(padded(to: 1_048_576) + end, size: size)
        #expect(bench.run(inputs: [longest]) == done(1))
        let tooLong = DrippingInput(Array("\n".utf8) + padded(to: 1_048_577) + end, size: size)
        #expect(
            bench.run(inputs: [tooLong]) == .stopped(.malformed, "drip:2: the line is longer than 1048576 bytes"))
    }

    @Test func `counts violations among what it appends, judged once all are in`() throws {
        let history = [
            Lines.approved("3", "2024-03-03T00:00:00Z", claim: "5"),
            Lines.claimed("1", "2024-03-01T00:00:00Z", claim: "5"),
            Lines.comment("2", "2024-03-02T00:00:00Z", claim: "5"),
        ]
        #expect(bench.run(history.asFile) == done(3, violations: 1))
        #expect(bench.run(history.asFile) == done(0, present: 3, last: 3))
        let more = history + [Lines.comment("4", "2024-03-04T00:00:00Z", claim: "5")]
        #expect(bench.run(more.asFile) == done(1, present: 3, last: 4))
        let worse = [
            Lines.approved("5", "2024-03-05T00:00:00Z", claim: "5"),
            Lines.approved("6", "2024-03-06T00:00:00Z", claim: "5"),
        ]
        #expect(bench.run(worse.asFile) == done(2, violations: 2, last: 6))
    }

    @Test func `that enforces the rules takes what breaks none`() throws {
        let history = [
            Lines.claimed("1", "2024-03-01T00:00:00Z", claim: "5"),
            Lines.comment("2", "2024-03-02T00:00:00Z", claim: "5"),
        ]
        #expect(bench.run(history.asFile, enforce: true) == done(2))
        // A breach that the ledger holds already is no reason to refuse a repeated import.
        let breach = [Lines.approved("3", "2024-03-03T00:00:00Z", claim: "5")]
        #expect(bench.run(breach.asFile) == done(1, violations: 1, last: 3))
        #expect(bench.run((history + breach).asFile, enforce: true) == done(0, present: 3, last: 3))
    }

    @Test func `keeps events of unknown types where that is asked for, and exports them`() throws {
        let unknown = Lines.event(
            "x", "2024-03-01T00:00:00Z", "claim-archived", "claim/77", "system", #"{"box":[1,{"deep":null}]}"#)
        let text = [unknown, Lines.claimed("1", "2024-03-02T00:00:00Z", claim: "77")].asFile
        #expect(
            bench.run(text)
                == .stopped(.malformed, #"a.jsonl:1: type: unknown event type "claimledger.claim-archived.v1""#))
        #expect(bench.run(text, allowUnknown: true) == done(2))
        #expect(bench.run(text, allowUnknown: true) == done(0, present: 2, last: 2))
        let exported = try String(decoding: bench.export()[0], as: UTF8.self)
        #expect(exported.contains(#""data":{"box":[1,{"deep":null}]}"#))
    }

    @Test func `is no less atomic when an input fails half-way`() throws {
        struct Failing: ImportInput {
            let name = "pipe"
            let isMalformed: Bool
            var lines = [Lines.ticket("b"), Lines.ticket("c")]

            mutating func read(into buffer: inout [UInt8], atMost count: Int) throws(ImportInputError) -> Int {
                guard let line = lines.popLast() else {
                    throw ImportInputError(reason: "the other end is gone", isMalformed: isMalformed)
                }
                buffer += Array((line + "\n").utf8)
                return line.utf8.count + 1
            }
        }
        let good = MemoryInput(name: "good", bytes: Array(Lines.ticket("a").utf8))
        for isMalformed in [true, false] {
            #expect(
                bench.run(inputs: [good, Failing(isMalformed: isMalformed)])
                    == .stopped(isMalformed ? .malformed : .inputOutput, "pipe: the other end is gone"))
        }
        #expect(try bench.ids() == [])
    }

    @Test func `into a ledger that is open to read only says so`() throws {
        let folder = try TemporaryFolder()
        do { _ = try Ledger.create(at: folder.ledger).identity }
        let ledger = try Ledger.open(at: folder.ledger, access: .readOnly)
        let error = #expect(throws: ImportError.self) {
            try Importer(ledger: ledger).run([MemoryInput(name: "a", bytes: Array(Lines.ticket("a").utf8))])
        }
        #expect(error?.kind == .inputOutput)
        #expect(
            error?.description
                == "nothing was appended: beginning a write transaction: the data is open for reading only")
    }

    private func done(
        _ appended: Int, present: Int = 0, violations: Int = 0, last: UInt64? = nil
    ) -> ImportBench.Outcome {
        .done(appended: appended, present: present, violations: violations, last: last ?? UInt64(appended))
    }
}

/// An input that gives a few bytes at a time.
private struct DrippingInput: ImportInput {
    let name = "drip"
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], size: Int) {
        rest = bytes[...]
        self.size = size
    }

    mutating func read(into buffer: inout [UInt8], atMost count: Int) -> Int {
        let piece = rest.prefix(min(size, count))
        buffer += piece
        rest = rest.dropFirst(piece.count)
        return piece.count
    }
}
