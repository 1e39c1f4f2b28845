#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A generator whose numbers follow from its seed alone (SplitMix64): a failure that names its seed can be run again.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the numbers that belong to a seed.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// The seeds a property is tried with: the one that `LEDGER_SEED` names, or these.
    public static func seeds(_ seeds: some Sequence<UInt64>) -> [UInt64] {
        if let text = getenv("LEDGER_SEED").map({ String(cString: $0) }), let seed = UInt64(text) { return [seed] }
        return Array(seeds)
    }
}

extension RandomNumberGenerator {
    /// One of the elements of a collection that is not empty.
    mutating func pick<Elements: RandomAccessCollection>(_ elements: Elements) -> Elements.Element
    where Elements.Index == Int {
        elements[Int.random(in: elements.startIndex..<elements.endIndex, using: &self)]
    }

    /// True in so many of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
