import ClaimLedgerTesting
import Testing

@testable import ClaimLedger

@Suite struct `Bytes with a check` {
    @Test(arguments: SeededGenerator.seeds(1...4))
    func `open to what was sealed, and no longer once any bit of them or of their key is another`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for length in 0..<40 {
            let key = (0..<Int.random(in: 1...30, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
            }
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let sealed = SealedBytes.seal(bytes, key: key)
            #expect(SealedBytes.open(sealed, key: key) == bytes)
            for bit in 0..<8 * sealed.count {
                var changed = sealed
                changed[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(SealedBytes.open(changed, key: key) == nil, "seed \(seed), \(length) bytes, bit \(bit)")
            }
            for bit in 0..<8 * key.count {
                var other = key
                other[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(SealedBytes.open(sealed, key: other) == nil, "seed \(seed), \(length) bytes, key bit \(bit)")
            }
        }
    }

    @Test func `are frozen`() {
        #expect(SealedBytes.open([1, 2, 3], key: [1]) == nil)
        #expect(SealedBytes.seal([1, 2, 3], key: [9]) == [1, 2, 3, 115, 223, 119, 187])
    }
}
