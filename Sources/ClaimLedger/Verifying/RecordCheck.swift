/// What one record says of itself: header and JSON against each other.
enum RecordCheck {
    case sound(header: EventHeader, event: PreparedEvent)
    case faulty(VerificationFinding)

    init(_ record: [UInt8], _ json: [UInt8], _ sequence: UInt64) {
        let header: EventHeader
        do { header = try EventHeader(reading: record.rawBytes, sequence: sequence) } catch {
            self = .faulty(VerificationFinding(.header, at: sequence, error.reason))
            return
        }
        let event: PreparedEvent
        do { event = try PreparedEvent(ClaimEvent(parsing: json, allowUnknown: true)) } catch {
            self = .faulty(VerificationFinding(.event, at: sequence, error.description))
            return
        }
        let differences = event.differences(from: header)
        guard differences.isEmpty else {
            self = .faulty(
                VerificationFinding(
                    .headerDiffers, at: sequence, "header and JSON differ in \(differences.joinedInWords())"))
            return
        }
        guard event.isSame(asRecord: record.rawBytes, header: header, sequence: sequence) else {
            self = .faulty(
                VerificationFinding(
                    .headerDiffers, at: sequence,
                    "sequence, recordedtime or streamversion of the JSON is not the record's, or the JSON is not canonical"
                ))
            return
        }
        self = .sound(header: header, event: event)
    }
}

extension PreparedEvent {
    /// The header's values that the JSON does not bear out, by name.
    fileprivate func differences(from stored: EventHeader) -> [String] {
        let pairs: [(String, Bool)] = [
            ("kind", header.kind == stored.kind), ("party", header.party == stored.party),
            ("schema version", header.schemaVersion == stored.schemaVersion),
            ("detail", header.detail == stored.detail), ("marks", header.marks == stored.marks),
            ("kind of stream", header.streamKind == stored.streamKind), ("time", header.time == stored.time),
        ]
        return pairs.filter { !$0.1 }.map(\.0)
    }
}

extension [String] {
    /// `a`, `a and b`, `a, b and c`.
    fileprivate func joinedInWords() -> String {
        guard count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + self[count - 1]
    }
}
