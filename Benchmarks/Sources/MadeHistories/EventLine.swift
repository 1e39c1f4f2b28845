import ClaimLedger

/// Writes made events as lines of JSON, straight into bytes: no value stands in between, so that millions are made quickly.
struct EventLine {
    /// The id of an event, which is made into text only here.
    enum ID {
        case number(Int)
        case random(UInt64, UInt64)
    }

    private var day = -1
    private var dayText: [UInt8] = []

    /// Adds one event and a line feed.
    mutating func append(
        _ move: Move, of claim: MadeClaim, document: Int, second: Int, id: ID, to bytes: inout [UInt8]
    ) {
        let desk = move.desk
        bytes.add("{\"specversion\":\"1.0\",\"id\":\"")
        switch id {
        case .number(let number): bytes.add(number, digits: 10)
        case .random(let high, let low):
            bytes.addHex(high)
            bytes.addHex(low)
        }
        bytes.add("\",\"source\":\"")
        bytes.add(desk.source)
        bytes.add("\",\"type\":\"claimledger.")
        bytes.add(move.type)
        bytes.add(".v1\",\"subject\":\"claim/")
        bytes.add(MadeHistory.firstClaim + claim.place)
        bytes.add("\",\"time\":\"")
        appendTime(second, to: &bytes)
        bytes.add("\",\"actorparty\":\"")
        bytes.add(desk.party)
        bytes.add("\",\"actorid\":\"user-")
        bytes.add(claim.partner * 8 + desk.rawValue, digits: 4)
        bytes.add("\",\"datacontenttype\":\"application/json\",\"data\":")
        claim.appendData(of: move, document: document, to: &bytes)
        bytes.add("}\n")
    }

    /// The instant; the text of a day is made once, since most events of a large history share theirs.
    private mutating func appendTime(_ second: Int, to bytes: inout [UInt8]) {
        if second / 86_400 != day {
            day = second / 86_400
            let midnight = Instant(microsecondsSinceEpoch: Int64(day) * 86_400_000_000)
            dayText = Array(midnight.description.utf8.prefix(11))
        }
        bytes.append(contentsOf: dayText)
        let rest = second % 86_400
        bytes.add(rest / 3_600, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.add(rest / 60 % 60, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.add(rest % 60, digits: 2)
        bytes.append(UInt8(ascii: "Z"))
    }
}

extension [UInt8] {
    mutating func add(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds a number in decimal, with zeros before it up to so many digits.
    mutating func add(_ number: Int, digits: Int = 1) {
        var rest = number
        var count = 0
        let start = self.count
        while rest > 0 || count < digits {
            append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
            count += 1
        }
        self[start...].reverse()
    }

    /// Adds sixteen hexadecimal digits.
    mutating func addHex(_ number: UInt64) {
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: number >> shift & 15)
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
