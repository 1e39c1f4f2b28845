import Foundation

/// A small seeded generator (SplitMix64), so that a failing case can be made again from its seed.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// The seeds a property is tested with: that of `LEDGER_SEED` alone where it is set.
    static let seeds: [UInt64] = {
        guard let text = ProcessInfo.processInfo.environment["LEDGER_SEED"] else { return Array(1...8) }
        guard let seed = UInt64(text) else { preconditionFailure("LEDGER_SEED is a whole number, not \(text)") }
        return [seed]
    }()
}
