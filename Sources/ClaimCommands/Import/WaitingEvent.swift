import ClaimLedger

/// A waiting event and the line it came from.
struct WaitingEvent: Sendable {
    /// Where a waiting event came from, and whether it repeats an earlier one.
    struct Origin: Sendable {
        let file: Int
        let line: Int
        var isRepeated = false
    }

    let event: PreparedEvent
    let origin: Origin

    // Layout: 8 file, 8 line (little-endian), then the prepared event.
    static let headerLength = 16

    /// Adds the bytes from which `init(spooled:)` makes it again.
    static func spool(_ event: PreparedEvent, file: Int, line: Int, to bytes: inout [UInt8]) {
        for value in [UInt64(file), UInt64(line)] {
            for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))) }
        }
        event.spool(to: &bytes)
    }

    static let changed = ImportError.spool(reason: "a waiting event has changed")

    /// Makes an event again from its bytes; one that was made before may lend it the text of its source.
    ///
    /// - Throws: `ImportError.spool` where they are cut or changed.
    init(spooled bytes: UnsafeRawBufferPointer, neighbour: PreparedEvent? = nil) throws(ImportError) {
        guard bytes.count >= Self.headerLength,
            let event = PreparedEvent(
                spooled: bytes.bytes.extracting(Self.headerLength...), neighbour: neighbour)
        else { throw Self.changed }
        self.event = event
        origin = Origin(
            file: Int(bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self).littleEndian),
            line: Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian))
    }
}

extension PreparedEvent {
    /// A number by which the same identity is found again (FNV-1a); others may share it.
    var identityHash: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for bytes in [source.text.utf8, id.text.utf8] {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return hash
    }
}
