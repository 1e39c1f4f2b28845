#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A value behind a lock, and a way to sleep until it is as wanted: what `Mutex` is, and a wait.
///
/// For threads of our own and for callers that asked to be blocked; a task never waits here.
@safe final class Monitor<Value: Sendable>: Sendable {
    // Made in `init`, destroyed in `deinit`, never reassigned; `value` is touched only by who holds `mutex`.
    private nonisolated(unsafe) let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private nonisolated(unsafe) let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private nonisolated(unsafe) let value = UnsafeMutablePointer<Value>.allocate(capacity: 1)

    init(_ initial: Value) {
        unsafe value.initialize(to: initial)
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe condition.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(mutex, nil)
        #if canImport(Darwin)
            unsafe pthread_cond_init(condition, nil)
        #else
            // A wait with a limit must not depend on the clock that people set.
            var attributes = pthread_condattr_t()
            unsafe pthread_condattr_init(&attributes)
            unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
            unsafe pthread_cond_init(condition, &attributes)
            unsafe pthread_condattr_destroy(&attributes)
        #endif
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe value.deinitialize(count: 1)
        unsafe value.deallocate()
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Runs a body alone with the value; it should be short, and wakes nobody by itself.
    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        lock()
        defer { unlock() }
        return unsafe body(&value.pointee)
    }

    /// Blocks the thread until a look at the value gives something.
    @available(*, noasync)
    func wait<Result>(until look: (inout Value) -> Result?) -> Result {
        lock()
        defer { unlock() }
        while true {
            if let result = unsafe look(&value.pointee) { return result }
            unsafe pthread_cond_wait(condition, mutex)
        }
    }

    /// Blocks the thread until a look at the value gives something or the time is up; nil then.
    @available(*, noasync)
    func wait<Result>(atMostMilliseconds limit: Int, until look: (inout Value) -> Result?) -> Result? {
        lock()
        defer { unlock() }
        var deadline = Self.now()
        deadline.tv_nsec += limit % 1_000 * 1_000_000
        deadline.tv_sec += limit / 1_000 + deadline.tv_nsec / 1_000_000_000
        deadline.tv_nsec %= 1_000_000_000
        while true {
            if let result = unsafe look(&value.pointee) { return result }
            if sleep(until: deadline) == ETIMEDOUT { return unsafe look(&value.pointee) }
        }
    }

    /// Wakes one thread that waits.
    func signal() { unsafe pthread_cond_signal(condition) }

    /// Takes the lock; for `fork`, which has to hold it across the birth of a process.
    func lock() { unsafe pthread_mutex_lock(mutex) }

    /// Gives the lock back, in the thread that took it.
    func unlock() { unsafe pthread_mutex_unlock(mutex) }

    private static func now() -> timespec {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        return now
    }

    private func sleep(until deadline: timespec) -> Int32 {
        #if canImport(Darwin)
            let now = Self.now()
            let left = (deadline.tv_sec - now.tv_sec) * 1_000_000_000 + deadline.tv_nsec - now.tv_nsec
            guard left > 0 else { return ETIMEDOUT }
            var span = timespec(tv_sec: left / 1_000_000_000, tv_nsec: left % 1_000_000_000)
            return unsafe pthread_cond_timedwait_relative_np(condition, mutex, &span)
        #else
            var deadline = deadline
            return unsafe pthread_cond_timedwait(condition, mutex, &deadline)
        #endif
    }
}
