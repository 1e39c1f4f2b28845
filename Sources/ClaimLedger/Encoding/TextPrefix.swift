/// The first eight bytes of a text as one number, in the order of the bytes; a shorter text ends in zeros.
///
/// Two texts of up to eight bytes and the same length are the same if their prefixes are. Neither may hold a zero byte.
struct TextPrefix: Comparable {
    static let byteCount = 8
    static let none = TextPrefix(bits: 0)

    private let bits: UInt64
    /// The first byte; 0 for the empty text.
    var first: UInt8 { UInt8(bits >> 56) }

    private init(bits: UInt64) { self.bits = bits }

    /// The prefix of a literal; the compiler works it out.
    @inline(__always)
    init(_ text: StaticString) {
        var bits: UInt64 = 0
        for place in 0..<Self.byteCount {
            let byte = place < text.utf8CodeUnitCount ? unsafe text.utf8Start[place] : 0
            bits = bits << 8 | UInt64(byte)
        }
        self.bits = bits
    }

    /// The prefix of the text in a range of bytes.
    init(_ range: Range<Int>, of bytes: Span<UInt8>) {
        if range.lowerBound + Self.byteCount <= bytes.count {
            // All eight are read, whatever stands behind the text, which is then put out.
            let word = bytes.word(at: range.lowerBound).byteSwapped
            bits = range.count >= Self.byteCount ? word : word & ~(UInt64.max >> UInt64(8 * range.count))
        } else {
            var bits: UInt64 = 0
            for place in 0..<Self.byteCount {
                bits = bits << 8 | UInt64(place < range.count ? bytes[range.lowerBound + place] : 0)
            }
            self.bits = bits
        }
    }

    static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }
}
