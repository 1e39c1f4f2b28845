extension Array where Element == UInt8 {
    /// The bytes for a storage call that borrows them.
    var rawBytes: RawSpan {
        @_lifetime(borrow self)
        get { unsafe _overrideLifetime(span.bytes, borrowing: self) }
    }

    /// Adds some of other bytes, without a slice that would have to share them.
    mutating func append(_ range: Range<Int>, of other: [UInt8]) {
        unsafe other.withUnsafeBufferPointer { bytes in
            unsafe append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
    }

    /// Some of the bytes as text; those that are no UTF-8 are replaced.
    func text(in range: Range<Int>) -> String {
        unsafe withUnsafeBufferPointer { bytes in
            unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        }
    }

    /// Whether some of the bytes are those of a text.
    func holds(_ text: String, in range: Range<Int>) -> Bool {
        guard range.count == text.utf8.count else { return false }
        var position = range.lowerBound
        for byte in text.utf8 {
            guard self[position] == byte else { return false }
            position += 1
        }
        return true
    }

    /// Adds an integer, least significant byte first.
    mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
        unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
    }

    /// Adds an integer, most significant byte first.
    mutating func appendBigEndian(_ value: some FixedWidthInteger) {
        unsafe Swift.withUnsafeBytes(of: value.bigEndian) { unsafe append(contentsOf: $0) }
    }

    /// Adds a number of 0 or more in exactly `width` decimal digits, with leading zeros.
    mutating func appendDigits(_ number: some FixedWidthInteger, width: Int) {
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: width))
        var rest = number
        var place = endIndex
        while rest > 0, place > endIndex - width {
            place -= 1
            self[place] += UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}

extension FixedWidthInteger {
    /// Reads exactly the bytes of one integer, least significant first; nil where there are more or fewer.
    init?(littleEndianBytes bytes: some Collection<UInt8>) {
        guard bytes.count == Self.bitWidth / 8 else { return nil }
        self = 0
        for (place, byte) in bytes.enumerated() { self |= Self(truncatingIfNeeded: byte) << (8 * place) }
    }

    /// Reads exactly the bytes of one integer, most significant first; nil where there are more or fewer.
    init?(bigEndianBytes bytes: some Collection<UInt8>) {
        guard bytes.count == Self.bitWidth / 8 else { return nil }
        self = bytes.reduce(0) { $0 << 8 | Self(truncatingIfNeeded: $1) }
    }

    /// The bytes of the integer, least significant first.
    var littleEndianBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendLittleEndian(self)
        return bytes
    }
}

extension Span where Element == UInt8 {
    /// Eight bytes from an offset on, which is checked, the first in the lowest bits.
    func word(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

extension RawSpan {
    /// The byte at an offset, which is checked.
    func byte(_ offset: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

    /// A little-endian integer at any offset, which is checked.
    func littleEndian<Integer: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: Integer.Type) -> Integer {
        Integer(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }

    /// The bytes as text; those that are no UTF-8 are replaced.
    var text: String { unsafe withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) } }

    /// Whether the bytes are those of a text.
    func holds(_ text: String) -> Bool {
        unsafe withUnsafeBytes { bytes in
            let areSame = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe $0.elementsEqual(bytes) }
            return unsafe areSame ?? text.utf8.elementsEqual(bytes)
        }
    }

    /// The bytes as an array of their own.
    func copiedBytes() -> [UInt8] {
        unsafe withUnsafeBytes { unsafe Array($0) }
    }
}
