#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file of the process.
struct Descriptor {
    static let standardInput = Descriptor(number: STDIN_FILENO)
    static let standardOutput = Descriptor(number: STDOUT_FILENO)
    static let standardError = Descriptor(number: STDERR_FILENO)

    let number: Int32

    /// Whether a person sees what is written there.
    var isTerminal: Bool { isatty(number) == 1 }

    /// Writes all of the bytes, however often it takes.
    ///
    /// - Returns: The error number, 0 where everything was written.
    func write(_ bytes: ArraySlice<UInt8>) -> Int32 {
        var rest = bytes
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { systemWrite(number, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                var wanted = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
                _ = poll(&wanted, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// Reads up to so many bytes behind those of the buffer.
    ///
    /// - Returns: How many were read, 0 at the end; or the error number, negative.
    func read(into buffer: inout [UInt8], atMost count: Int) -> Int {
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: count))
        var result: Int
        repeat {
            result = buffer.withUnsafeMutableBytes { bytes in
                systemRead(number, UnsafeMutableRawBufferPointer(rebasing: bytes[start...]).baseAddress, count)
            }
        } while result < 0 && errno == EINTR
        let error = errno
        buffer.removeLast(count - max(result, 0))
        return result < 0 ? -Int(error) : result
    }
}

// The functions of the system, whose names the methods above hide.
private let systemWrite = write
private let systemRead = read

/// What the system calls an error number: `No such file or directory`.
func systemMessage(_ number: Int32) -> String { String(cString: strerror(number)) }
