public import ClaimCommands
public import ServiceLifecycle

/// Keeps deadlines as one service of an application: records lapses as they come due and tells reminders ahead.
///
/// Add it to a `ServiceGroup`. It ends when the group shuts down gracefully, after the round at work.
public struct DeadlineService: Service {
    private let keeper: DeadlineKeeper
    private let report: @Sendable (DeadlineKeeper.Round) async throws -> Void

    /// Prepares the service.
    ///
    /// - Parameters:
    ///   - keeper: Whose rounds are made.
    ///   - report: Gets every round, with its reminders; what it throws ends the service.
    public init(_ keeper: DeadlineKeeper, report: @escaping @Sendable (DeadlineKeeper.Round) async throws -> Void) {
        self.keeper = keeper
        self.report = report
    }

    /// Makes round after round until the service is to shut down.
    ///
    /// - Throws: What a round or the report throws.
    public func run() async throws {
        let (keeper, report) = (keeper, report)
        try await cancelWhenGracefulShutdown { try await keeper.run(report) }
    }
}
