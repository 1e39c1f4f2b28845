#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Standard output and standard error, unbuffered: what was written is there even if the next instruction ends the process.
enum Output {
    /// Writes one line of the answer, with a single call, so that a pipe gets it whole or not at all.
    static func line(_ text: String) { write(text, to: 1) }

    /// Writes one line of talk.
    static func talk(_ text: String) { write(text, to: 2) }

    /// Writes one line to another descriptor.
    static func line(_ text: String, to descriptor: Int32) { write(text, to: descriptor) }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array((text + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { bytes in
                #if canImport(Glibc)
                    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
                #else
                    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            // Nobody reads any more: there is nobody to tell.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
