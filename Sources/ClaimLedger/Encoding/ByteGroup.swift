/// Eight bytes that are looked at together, the first in the lowest bits.
struct ByteGroup {
    static let byteCount = 8
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    private let bits: UInt64

    private init(bits: UInt64) { self.bits = bits }

    /// The bytes from an offset on, which must be there.
    init(_ bytes: Span<UInt8>, at offset: Int) { bits = bytes.word(at: offset) }

    /// One byte with zeros behind it.
    init(_ byte: UInt8) { bits = UInt64(byte) }

    /// The first so many bytes, with zeros behind them.
    func prefix(_ count: Int) -> ByteGroup {
        count == Self.byteCount ? self : ByteGroup(bits: bits & ~(UInt64.max << UInt64(8 * count)))
    }

    /// How many bytes stand before the first quote, backslash or control character.
    var plainPrefix: Int {
        let found =
            Self.lowest(equal: UInt8(ascii: "\""), in: bits) | Self.lowest(equal: UInt8(ascii: "\\"), in: bits)
            | (bits &- Self.ones &* 0x20) & ~bits & Self.highs
        return found.trailingZeroBitCount / 8
    }

    var isASCII: Bool { bits & Self.highs == 0 }

    /// Whether a byte is 0x7F or more.
    var hasDeleteOrMore: Bool { bits & Self.highs | Self.lowest(equal: 0x7F, in: bits) != 0 }

    /// Marks the lowest byte that has this value, and perhaps bytes behind it: those a borrow has reached.
    private static func lowest(equal byte: UInt8, in bits: UInt64) -> UInt64 {
        let difference = bits ^ ones &* UInt64(byte)
        return (difference &- ones) & ~difference & highs
    }
}
