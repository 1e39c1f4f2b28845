/// A stretch of the data file, with numbers in the byte order of the machine.
///
/// An offset outside of the bytes is a programmer error and stops the process: what the file says is checked first.
struct PageBytes {
    var bytes: [UInt8]

    init(count: Int) { bytes = [UInt8](repeating: 0, count: count) }

    var count: Int { bytes.count }

    func u16(_ offset: Int) -> UInt16 { number(offset) }
    func u32(_ offset: Int) -> UInt32 { number(offset) }
    func u64(_ offset: Int) -> UInt64 { number(offset) }

    @inline(__always)
    private func number<N: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> N {
        unsafe bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: N.self)
    }
}

/// How the keys of a table are ordered.
enum KeyOrder {
    /// Byte for byte, a shorter key before those it begins.
    case bytes
    /// As numbers of 8 bytes in the machine's byte order: the list of free pages.
    case numbers

    /// Whether one key stands before another: -1 before, 0 equal, 1 after.
    ///
    /// Both ranges lie inside their bytes, and for numbers are 8 bytes long.
    func compare(_ left: [UInt8], _ leftRange: Range<Int>, _ right: [UInt8], _ rightRange: Range<Int>) -> Int {
        let (one, other) = (leftRange.lowerBound, rightRange.lowerBound)
        switch self {
        case .numbers:
            return Self.order(Self.word(left, one), Self.word(right, other))
        case .bytes:
            let common = min(leftRange.count, rightRange.count)
            var at = 0
            // Eight bytes at once: most significant first, they order as numbers do.
            while at + 8 <= common {
                let order = Self.order(Self.word(left, one + at).bigEndian, Self.word(right, other + at).bigEndian)
                if order != 0 { return order }
                at += 8
            }
            while at < common {
                let order = Self.order(left[one + at], right[other + at])
                if order != 0 { return order }
                at += 1
            }
            return Self.order(leftRange.count, rightRange.count)
        }
    }

    @inline(__always)
    private static func order<N: Comparable>(_ left: N, _ right: N) -> Int { left < right ? -1 : left > right ? 1 : 0 }

    @inline(__always)
    private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
        unsafe bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
}
