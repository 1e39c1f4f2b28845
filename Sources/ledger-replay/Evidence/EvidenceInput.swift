import ClaimLedger

/// Reads files of evidence for the commands, and says of each fault in which file it is.
enum EvidenceInput {
    /// The bytes of a file.
    static func bytes(of path: String) throws(Failure) -> [UInt8] {
        do throws(EvidenceFile.Fault) { return try EvidenceFile.read(path) } catch {
            switch error {
            case .missing: throw Failure(.noSuchInput, "\(path): there is no such file")
            case .exists: throw Failure(.cannotCreate, "\(path) exists already")
            case .system(let reason): throw Failure(.noSuchInput, "\(path): \(reason)")
            }
        }
    }

    static func checkpoint(at path: String) throws(Failure) -> SignedCheckpoint {
        let bytes = try bytes(of: path)
        do throws(MalformedEvidence) { return try SignedCheckpoint(parsing: bytes) } catch {
            throw Failure(error, in: path)
        }
    }

    /// A checkpoint whose signature by one of the keys holds.
    static func checkpoint(at path: String, signedBy keys: [VerifierKey]) throws(Failure) -> SignedCheckpoint {
        let checkpoint = try checkpoint(at: path)
        do throws(EvidenceFailure) { try checkpoint.verify(keys: keys) } catch { throw Failure(error, in: path) }
        return checkpoint
    }

    static func inclusionProof(at path: String) throws(Failure) -> InclusionProof {
        let bytes = try bytes(of: path)
        do throws(MalformedEvidence) { return try InclusionProof(parsing: bytes) } catch {
            throw Failure(error, in: path)
        }
    }

    static func consistencyProof(at path: String) throws(Failure) -> ConsistencyProof {
        let bytes = try bytes(of: path)
        do throws(MalformedEvidence) { return try ConsistencyProof(parsing: bytes) } catch {
            throw Failure(error, in: path)
        }
    }

    /// A secret key, from a file that holds one line of it.
    static func signingKey(at path: String) throws(Failure) -> SigningKey {
        let text = try line(of: path)
        do throws(MalformedEvidence) { return try SigningKey(parsing: text) } catch { throw Failure(error, in: path) }
    }

    /// A verifier key, given as its text or as a file that holds it.
    static func verifierKey(_ given: String) throws(Failure) -> VerifierKey {
        do throws(MalformedEvidence) { return try VerifierKey(parsing: given) } catch {
            // What looks like the text of a key is told as one: its fault says more than that there is no such file.
            guard given.count(where: { $0 == "+" }) < 2 else { throw Failure(.malformedInput, error.description) }
        }
        let text = try line(of: given)
        do throws(MalformedEvidence) { return try VerifierKey(parsing: text) } catch { throw Failure(error, in: given) }
    }

    /// The one line of a file, without its line feed.
    private static func line(of path: String) throws(Failure) -> String {
        var bytes = try bytes(of: path)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Writes files of evidence for the commands.
enum EvidenceOutput {
    /// Puts a file in place of the one that is there.
    static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
        do throws(EvidenceFile.Fault) { try EvidenceFile.replace(path, with: bytes) } catch {
            throw failure(path, error)
        }
    }

    /// Writes a file that must not be there yet.
    static func create(_ path: String, with bytes: [UInt8]) throws(Failure) {
        do throws(EvidenceFile.Fault) { try EvidenceFile.create(path, with: bytes) } catch {
            throw failure(path, error)
        }
    }

    private static func failure(_ path: String, _ error: EvidenceFile.Fault) -> Failure {
        switch error {
        case .missing: Failure(.cannotCreate, "\(path): there is no such folder")
        case .exists: Failure(.cannotCreate, "\(path) exists already: nothing is overwritten, name another file")
        case .system(let reason): Failure(.inputOutput, "\(path): \(reason)")
        }
    }
}

extension Failure {
    init(_ error: MalformedEvidence, in path: String) { self.init(.malformedInput, "\(path): \(error)") }
    init(_ error: EvidenceFailure, in path: String) { self.init(.answerIsNo, "\(path): \(error)") }
}
