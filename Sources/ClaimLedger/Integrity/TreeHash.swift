import Crypto

/// A hash in the Merkle tree over the events: of a leaf, of an interior node, or the root.
///
/// The 32 bytes of SHA-256 are kept as four integers, so that arrays of hashes need no allocation for each.
public struct TreeHash: Hashable, Sendable {
    /// Length of a hash in bytes.
    public static let byteCount = 32

    /// The bytes, eight in each, most significant first.
    private let first, second, third, fourth: UInt64

    /// The root of a tree without leaves: SHA-256 of nothing.
    public static let ofEmptyTree = TreeHash(SHA256().finalize())

    /// Takes the 32 bytes of a hash; nil where there are more or fewer.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var rest = bytes[...]
        func word() -> UInt64 {
            let eight = rest.prefix(8)
            rest = rest.dropFirst(8)
            return eight.reduce(0) { $0 << 8 | UInt64($1) }
        }
        first = word()
        second = word()
        third = word()
        fourth = word()
    }

    private init(_ digest: SHA256Digest) {
        (first, second, third, fourth) = unsafe digest.withUnsafeBytes { bytes in
            unsafe (
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
            )
        }
    }

    /// Takes the 32 bytes at an offset, which are checked to be there.
    init(_ record: RawSpan, at offset: Int) {
        func word(_ place: Int) -> UInt64 {
            record.littleEndian(offset + 8 * place, as: UInt64.self).byteSwapped
        }
        (first, second, third, fourth) = (word(0), word(1), word(2), word(3))
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        append(to: &bytes)
        return bytes
    }

    /// Replaces 32 bytes among others, which must be there.
    func write(to bytes: inout [UInt8], at offset: Int) {
        var target = bytes.mutableSpan
        var room = unsafe target.mutableBytes
        var place = offset
        for word in [first, second, third, fourth] {
            room.storeBytes(of: word.bigEndian, toByteOffset: place, as: UInt64.self)
            place += 8
        }
    }

    /// Lends the 32 bytes; nothing is allocated for them.
    func withBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let words = (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
        return try unsafe withUnsafeBytes(of: words) { (bytes) throws(Failure) in try body(unsafe bytes.bytes) }
    }

    /// Adds the 32 bytes to others.
    package func append(to bytes: inout [UInt8]) {
        for word in [first, second, third, fourth] { bytes.appendBigEndian(word) }
    }
}

extension TreeHash {
    /// The hash of a leaf: SHA-256 of a zero byte and the bytes of the entry.
    public static func leaf(_ entry: [UInt8]) -> TreeHash { leaf(entry.rawBytes) }

    /// The hash of a leaf whose bytes stay where they are.
    package static func leaf(_ entry: RawSpan) -> TreeHash {
        var hash = SHA256()
        update(&hash, prefix: 0)
        unsafe entry.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
        return TreeHash(hash.finalize())
    }

    /// The hash of an interior node: SHA-256 of a byte of value one and the hashes of its two subtrees.
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var hash = SHA256()
        update(&hash, prefix: 1)
        let words = (
            left.first.bigEndian, left.second.bigEndian, left.third.bigEndian, left.fourth.bigEndian,
            right.first.bigEndian, right.second.bigEndian, right.third.bigEndian, right.fourth.bigEndian
        )
        unsafe withUnsafeBytes(of: words) { unsafe hash.update(bufferPointer: $0) }
        return TreeHash(hash.finalize())
    }

    /// The prefix tells leaves from nodes, so that no entry can be passed off as a subtree.
    private static func update(_ hash: inout SHA256, prefix: UInt8) {
        unsafe withUnsafeBytes(of: prefix) { unsafe hash.update(bufferPointer: $0) }
    }
}

extension TreeHash: CustomStringConvertible {
    /// The hash as 64 lower-case hexadecimal digits.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The first eight hexadecimal digits, enough to compare two hashes by eye in a message.
    var excerpt: String { description.prefix(8) + "…" }
}
