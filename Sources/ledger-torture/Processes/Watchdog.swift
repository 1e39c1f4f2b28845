#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ends this process by a signal should it still run after so many seconds: whoever goes in circles must not do so for ever.
enum Watchdog {
    /// Begins to count.
    static func start(seconds: UInt32) { alarm(seconds) }
}
