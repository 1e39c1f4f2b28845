/// What keeps a placed event from being stored where it says it stands.
struct PlaceFault: Error {
    let reason: String
}

extension AppendSession {
    /// Writes an event with the sequence, the instant and the version that its bytes state, which must be the next.
    ///
    /// - Returns: What does not fit, and nothing has been written then; nil where the event is stored.
    /// - Throws: `AppendError` where the ledger cannot be read or written.
    mutating func appendVerbatim(
        _ placed: PlacedEvent, _ transaction: inout WriteTransaction
    ) throws(AppendError) -> PlaceFault? {
        guard placed.sequence == head + 1 else {
            return PlaceFault(reason: "sequence \(placed.sequence), expected \(head + 1)")
        }
        guard placed.recordedTime >= recordedTime else {
            return PlaceFault(reason: "recorded \(placed.recordedTime), the event before it \(recordedTime)")
        }
        let version: UInt32
        do throws(ReadError) { version = try streamHead(of: placed.event.stream, transaction)?.version ?? 0 } catch {
            throw AppendError(error)
        }
        guard placed.streamVersion == version + 1 else {
            return PlaceFault(reason: "version \(placed.streamVersion) of its stream, expected \(version + 1)")
        }
        let source = try place(of: placed.event.source, transaction)
        if let earlier = try present(placed.event.id, source: source, transaction) {
            return PlaceFault(reason: "event \(placed.event.id) of \(placed.event.source) stands at \(earlier) already")
        }
        recordedTime = placed.recordedTime
        _ = try add(placed.event, source: source, &transaction)
        return nil
    }

    /// The sequence of the event with an identity; nil where there is none.
    private mutating func present(
        _ id: EventID, source: Int, _ transaction: borrowing WriteTransaction
    ) throws(AppendError) -> UInt64? {
        guard let number = sources.number(source) else { return nil }
        do throws(ReadError) { return try transaction.sequence(tables, of: id, source: number) } catch {
            throw AppendError(error)
        }
    }
}
