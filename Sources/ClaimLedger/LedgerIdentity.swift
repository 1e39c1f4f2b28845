/// What makes a directory this ledger and no other: format version, id and instant of creation.
///
/// It stands twice, with equal bytes: in the file `ledger.json` beside the data, for people, and in the table `meta`.
public struct LedgerIdentity: Hashable, Sendable {
    /// The format this release writes; it reads no newer one.
    public static let currentFormat = 1

    /// Version of the stored format, from 1.
    public let format: Int
    /// A random id, as a UUID in lower case.
    public let ledger: String
    /// When the ledger was created.
    public let createdAt: Instant

    /// A new identity, with a random id.
    init(createdAt: Instant) {
        format = Self.currentFormat
        self.createdAt = createdAt
        var generator = SystemRandomNumberGenerator()
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        bytes[6] = bytes[6] & 0x0F | 0x40  // a random UUID: version 4,
        bytes[8] = bytes[8] & 0x3F | 0x80  // variant 1
        let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        ledger = [hex[0..<4], hex[4..<6], hex[6..<8], hex[8..<10], hex[10..<16]].map { $0.joined() }
            .joined(separator: "-")
    }

    /// Reads an identity; nil where the bytes are not one.
    init?(_ bytes: [UInt8]) {
        guard case .object(let members) = try? JSONValue(parsing: bytes),
            case .integer(let format) = members["format"], case .string(let ledger) = members["ledger"],
            case .string(let created) = members["createdAt"], let createdAt = try? Instant(parsing: created)
        else { return nil }
        self.format = Int(format)
        self.ledger = ledger
        self.createdAt = createdAt
    }

    /// The members as the command line shows them.
    public var json: JSONValue {
        ["createdAt": .string(createdAt.description), "format": .integer(Int64(format)), "ledger": .string(ledger)]
    }

    var bytes: [UInt8] { json.canonicalBytes() }
}
