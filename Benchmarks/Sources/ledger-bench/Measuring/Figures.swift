/// What a workload measured, by name, in the order it was noted.
struct Figures {
    private var members: [(name: String, value: String)] = []

    mutating func add(_ name: String, _ value: Int) { members.append((name, "\(value)")) }
    mutating func add(_ name: String, _ value: Double) { members.append((name, "\(value)")) }
    mutating func add(_ name: String, _ duration: Duration) { add(name, duration.seconds) }

    /// Prints one JSON object on a line of its own.
    func write() {
        print("{" + members.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}")
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}

/// How long a closure takes, and what it gives.
func timed<Result>(_ body: () throws -> Result) rethrows -> (duration: Duration, result: Result) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    return (clock.now - start, result)
}

/// How long many calls took, one by one.
struct Latencies {
    private var nanoseconds: [Int64] = []

    init(capacity: Int) { nanoseconds.reserveCapacity(capacity) }

    mutating func time<Result>(_ body: () throws -> Result) rethrows -> Result {
        let (duration, result) = try timed(body)
        nanoseconds.append(Int64(duration.seconds * 1e9))
        return result
    }

    /// Notes the median and the 99th percentile in microseconds.
    mutating func note(_ name: String, in figures: inout Figures) {
        guard !nanoseconds.isEmpty else { return }
        nanoseconds.sort()
        for (suffix, share) in [("P50", 0.5), ("P99", 0.99)] {
            let place = min(nanoseconds.count - 1, Int(Double(nanoseconds.count) * share))
            figures.add("\(name)\(suffix)Microseconds", Double(nanoseconds[place]) / 1_000)
        }
    }
}
