import CZlib
import ClaimCommands

/// Unpacks gzip, of one member or several, one after the other.
final class Unpacking {
    private static let pieceByteCount = 65_536

    private let source: ByteSource
    private let stream: UnsafeMutablePointer<z_stream>
    private var packed: [UInt8]
    private var position = 0
    private var isInsideMember = true

    /// Goes on from the first bytes, which have been read already.
    init(_ start: [UInt8], _ source: ByteSource) throws(ImportInputError) {
        self.source = source
        packed = start
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let result = czlib_inflate_init_gzip(stream)
        guard result == Z_OK else {
            throw ImportInputError(reason: "gzip cannot be unpacked: zlib error \(result)", isMalformed: false)
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Adds up to so many unpacked bytes; 0 at the end.
    func read(into buffer: inout [UInt8], atMost count: Int) throws(ImportInputError) -> Int {
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: count))
        var unpacked = 0
        defer { buffer.removeLast(count - unpacked) }
        while unpacked == 0 {
            guard try hasInput() else {
                guard !isInsideMember else {
                    throw ImportInputError(reason: "the gzip data are cut off", isMalformed: true)
                }
                return 0
            }
            if !isInsideMember {
                inflateReset(stream)
                isInsideMember = true
            }
            unpacked = try inflate(into: &buffer, from: start, atMost: count)
        }
        return unpacked
    }

    /// Whether there are packed bytes to go on with.
    private func hasInput() throws(ImportInputError) -> Bool {
        if position < packed.count { return true }
        packed.removeAll(keepingCapacity: true)
        position = 0
        return try source.read(into: &packed, atMost: Self.pieceByteCount) > 0
    }

    private func inflate(
        into buffer: inout [UInt8], from start: Int, atMost count: Int
    ) throws(ImportInputError) -> Int {
        let waiting = packed.count - position
        let result = packed.withUnsafeMutableBufferPointer { packed in
            buffer.withUnsafeMutableBufferPointer { buffer in
                stream.pointee.next_in = UnsafeMutableBufferPointer(rebasing: packed[position...]).baseAddress
                stream.pointee.avail_in = UInt32(waiting)
                stream.pointee.next_out = UnsafeMutableBufferPointer(rebasing: buffer[start...]).baseAddress
                stream.pointee.avail_out = UInt32(count)
                return CZlib.inflate(stream, Z_NO_FLUSH)
            }
        }
        position += waiting - Int(stream.pointee.avail_in)
        if result == Z_STREAM_END { isInsideMember = false }
        guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
            let detail = stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(result)"
            throw ImportInputError(reason: "the gzip data are corrupt: \(detail)", isMalformed: true)
        }
        return count - Int(stream.pointee.avail_out)
    }
}
