#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A thread of the operating system for work that blocks, which Swift's shared threads must not.
enum DedicatedThread {
    /// Starts a thread that nobody joins.
    ///
    /// - Parameters:
    ///   - body: The thread's work; it and all it holds are released before `whenOver` is called.
    ///   - whenOver: The thread's last act.
    /// - Throws: `StorageError` of kind `.busy` or `.outOfMemory` where the system has no room for a thread.
    static func start(
        _ body: @escaping @Sendable () -> Void, whenOver: @escaping @Sendable () -> Void = {}
    ) throws(StorageError) {
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let work = unsafe Unmanaged.passRetained(ThreadWork(body, whenOver: whenOver))
        let code = unsafe pthread_create(
            &thread, &attributes,
            { pointer in
                unsafe ThreadWork.run(pointer)
                return nil
            }, work.toOpaque())
        guard code != 0 else { return }
        unsafe work.release()
        throw StorageError(code: code, operation: "starting a thread")
    }
}

/// What a thread does, on its way from the thread that starts it.
private final class ThreadWork {
    private var body: (@Sendable () -> Void)?
    private let whenOver: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void, whenOver: @escaping @Sendable () -> Void) {
        self.body = body
        self.whenOver = whenOver
    }

    static func run(_ pointer: UnsafeMutableRawPointer?) {
        guard let pointer = unsafe pointer else { return }
        let work = unsafe Unmanaged<ThreadWork>.fromOpaque(pointer).takeRetainedValue()
        work.runBody()
        work.body = nil
        work.whenOver()
    }

    private func runBody() { body?() }
}
