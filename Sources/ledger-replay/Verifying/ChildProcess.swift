#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// This program once more, as a process of its own whose output is read here.
///
/// A damaged file can end whoever maps it by a signal. It then ends the child, and this process tells of it.
struct ChildProcess: ~Copyable {
    /// How a process ended.
    enum Ending {
        case exit(Int32)
        case signal(Int32)
    }

    private let id: pid_t
    private let output: Descriptor

    /// Starts the program with other arguments; what it says on standard error is lost.
    init(arguments: [String]) throws(Failure) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(.inputOutput, "a pipe: \(systemMessage(errno))") }
        // Nobody but this process reads, so that the child learns when it is gone.
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        defer { close(ends[1]) }
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclose(&actions, ends[1])
        let words = ([Self.program] + arguments).map { strdup($0) } + [nil]
        // A crash is told by this process: the runtime need not search for its cause.
        let settings = Self.environment.map { strdup($0) } + [nil]
        defer { for text in words + settings { free(text) } }
        var id: pid_t = 0
        let error = posix_spawn(&id, Self.program, &actions, nil, words, settings)
        guard error == 0 else {
            close(ends[0])
            throw Failure(.inputOutput, "the verification cannot be started: \(systemMessage(error))")
        }
        self.id = id
        output = Descriptor(number: ends[0])
    }

    deinit { close(output.number) }

    private static var program: String {
        #if os(Linux)
            "/proc/self/exe"
        #else
            CommandLine.arguments[0]
        #endif
    }

    private static var environment: [String] {
        let kept = ["TMPDIR", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"].compactMap { (name: String) -> String? in
            getenv(name).map { "\(name)=\(String(cString: $0))" }
        }
        return kept + ["SWIFT_BACKTRACE=enable=no"]
    }

    /// Reads all lines it writes, and waits for its end.
    func lines(_ body: ([UInt8]) -> Void) -> Ending {
        var buffer: [UInt8] = []
        while output.read(into: &buffer, atMost: 65_536) > 0 {
            while let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                body(Array(buffer[..<end]))
                buffer.removeFirst(end + 1)
            }
        }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
    }
}

/// What the system calls a signal: `Segmentation fault`.
func signalName(_ number: Int32) -> String { strsignal(number).map { String(cString: $0) } ?? "unknown" }
