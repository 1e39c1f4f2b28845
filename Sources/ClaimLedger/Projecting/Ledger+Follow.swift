internal import Dispatch

extension Ledger {
    private static let followers = DispatchQueue(label: "claimledger.projections", attributes: .concurrent)

    /// Keeps a projection's stored state close behind the head, outside the appends, until the task is cancelled.
    ///
    /// For what may lag a little, and should cost appends nothing. The lag before each round goes to the gauge
    /// `claimledger.projection.lag.events`. No cooperative thread is blocked. Several processes may follow the same
    /// projection: each event is taken once.
    ///
    /// - Parameter type: A projection that is not among the ledger's own.
    /// - Throws: `ProjectionError.stopped` where the projection throws; appends and other projections go on.
    public func followProjection(_ type: any StoredProjection.Type) async throws(ProjectionError) {
        var notified = 0
        while !Task.isCancelled {
            let commitsBefore = commits.count
            let (before, _) = try place(of: type)
            LedgerMetric.recordProjectionLag(before, of: type.name)
            try await catchUpAside(type)
            let (lag, transaction) = try place(of: type)
            guard lag == 0 else { continue }
            do {
                notified = try await commits.next(
                    after: CommitWatch.Seen(commits: commitsBefore, transaction: transaction, notified: notified),
                    in: environment)
            } catch { throw .storage(error) }
        }
    }

    /// How many events a projection has not taken, and the transaction of the snapshot that says so.
    private func place(of type: any StoredProjection.Type) throws(ProjectionError) -> (lag: UInt64, transaction: Int) {
        let transaction: ReadTransaction
        do { transaction = try environment.beginRead() } catch { throw .storage(error) }
        let rows = TableAccess(transaction, tables.projections)
        defer { rows.end() }
        let checkpoint = try Self.row(of: type, .current, rows)?.checkpoint ?? 0
        do {
            let head = try transaction.head(tables)
            // A state that is ahead is told when it is followed.
            return (head - min(checkpoint, head), transaction.id)
        } catch { throw .read(error) }
    }

    private func catchUpAside(_ type: any StoredProjection.Type) async throws(ProjectionError) {
        let result: Result<Void, ProjectionError> = await withCheckedContinuation { continuation in
            Self.followers.async {
                do throws(ProjectionError) {
                    try self.catchUp(type)
                    continuation.resume(returning: .success(()))
                } catch { continuation.resume(returning: .failure(error)) }
            }
        }
        try result.get()
    }
}
