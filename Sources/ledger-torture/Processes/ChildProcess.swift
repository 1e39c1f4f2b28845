#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Another process of this program, with pipes for what it reads and writes.
///
/// What it may do to itself (a signal, a limit, an endless loop) does not reach the one that started it.
final class ChildProcess {
    /// How a process came to its end.
    enum Ending: Hashable, CustomStringConvertible {
        case exit(Int32)
        case signal(Int32)

        var description: String {
            switch self {
            case .exit(let status): "exit status \(status)"
            case .signal(let number): "signal \(number)"
            }
        }
    }

    /// What the process has written and nobody has taken yet.
    private(set) var pending: [UInt8] = []
    private let id: pid_t
    private let output: Int32
    private let input: Int32
    private var ending: Ending?

    /// Starts this program once more, with these arguments; it ends with this process at the latest when it writes.
    init(_ arguments: [String]) throws(TortureFailure) {
        var ends: [Int32] = [-1, -1]
        var inputEnds: [Int32] = [-1, -1]
        guard pipe(&ends) == 0, pipe(&inputEnds) == 0 else { throw TortureFailure("no pipe: \(Self.reason)") }
        for end in ends + inputEnds { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let words = [Self.program] + arguments
        var pointers = words.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, inputEnds[0], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var started: pid_t = 0
        let code = posix_spawn(&started, Self.program, &actions, nil, pointers, environ)
        close(ends[1])
        close(inputEnds[0])
        guard code == 0 else {
            close(ends[0])
            close(inputEnds[1])
            throw TortureFailure("\(Self.program) does not start: \(String(cString: strerror(code)))")
        }
        id = started
        output = ends[0]
        input = inputEnds[1]
    }

    deinit {
        if ending == nil {
            kill()
            _ = wait()
        }
        close(output)
        close(input)
    }

    private static var reason: String { String(cString: strerror(errno)) }

    /// This very program, even where its file has been replaced since.
    private static let program: String =
        access("/proc/self/exe", X_OK) == 0 ? "/proc/self/exe" : CommandLine.arguments[0]

    /// Ends the process in the middle of whatever it does.
    func kill() { if ending == nil { Foreign.kill(id, SIGKILL) } }

    /// Gives the process a line to read; one that has ended does not miss it.
    func tell(_ line: String) { Output.line(line, to: input) }

    /// Reads what there is, or waits for more; false at the end of the output.
    func read() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Foreign.read(output, &buffer)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            pending += buffer.prefix(count)
            return true
        }
    }

    /// The next whole line, without its line feed; waits for it, and gives nil at the end of the output.
    func line() -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending.removeSubrange(...end) }
                return String(decoding: pending[..<end], as: UTF8.self)
            }
            guard read() else { return nil }
        }
    }

    /// Waits for the end of the process; its output must have been read.
    func wait() -> Ending {
        if let ending { return ending }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let number = status & 0x7F
        let ended: Ending = number == 0 ? .exit(status >> 8 & 0xFF) : .signal(number)
        ending = ended
        return ended
    }
}

/// Functions of the system whose names the process's own methods have too.
private enum Foreign {
    static func kill(_ id: pid_t, _ signal: Int32) {
        #if canImport(Glibc)
            _ = Glibc.kill(id, signal)
        #else
            _ = Darwin.kill(id, signal)
        #endif
    }

    static func read(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, &buffer, buffer.count)
        #else
            Darwin.read(descriptor, &buffer, buffer.count)
        #endif
    }
}
