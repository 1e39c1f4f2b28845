// A value of the table `state`, and of the table `projections`:
//
//   the bytes themselves, then 4: the check over key and bytes, little-endian
//
// LMDB has no checksums, and the tree covers events only: without the check a flipped bit of derived state would be
// believed, and decide what is appended. Key: the projection's own one, without the generation, or the row's whole key.

/// Bytes of derived state with a check that tells a fault of the disk.
///
/// The check is no defence against who means it; `Ledger.compareProjection` is.
enum SealedBytes {
    /// How many bytes the check takes.
    static let checkByteCount = 4

    /// The bytes with their check.
    static func seal(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var sealed = bytes
        sealed.reserveCapacity(bytes.count + checkByteCount)
        sealed.appendLittleEndian(check(of: bytes, bytes.count, key: key))
        return sealed
    }

    /// The bytes without their check; nil where it does not fit them and their key.
    static func open(_ sealed: [UInt8], key: [UInt8]) -> [UInt8]? {
        let count = sealed.count - checkByteCount
        guard count >= 0, sealed.rawBytes.littleEndian(count, as: UInt32.self) == check(of: sealed, count, key: key)
        else { return nil }
        return Array(sealed.prefix(count))
    }

    private static func check(of bytes: [UInt8], _ count: Int, key: [UInt8]) -> UInt32 {
        // Each length is mixed in, so that bytes do not move from key to value unnoticed.
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(key.count)
        mix(&state, key.rawBytes, key.count)
        step(&state, UInt64(count))
        mix(&state, bytes.rawBytes, count)
        // Once more, for the last word too is to reach the upper half, which is the check.
        step(&state, 0)
        return UInt32(truncatingIfNeeded: state >> 32)
    }

    private static func mix(_ state: inout UInt64, _ bytes: RawSpan, _ count: Int) {
        var offset = 0
        while offset + 8 <= count {
            step(&state, bytes.littleEndian(offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < count {
            rest = rest << 8 | UInt64(bytes.byte(offset))
            offset += 1
        }
        step(&state, rest)
    }

    /// Every step keeps differing states apart, so that a change inside of eight bytes survives to the end.
    private static func step(_ state: inout UInt64, _ word: UInt64) {
        state = (state ^ word) &* 0xD6E8_FEB8_6659_FD93
        state ^= state >> 32
    }
}
