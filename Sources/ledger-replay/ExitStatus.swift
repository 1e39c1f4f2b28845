import ClaimCommands
import ClaimLedger
import ClaimLedgerTesting
import ClaimProjections

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How the program ends (interchange section 2).
enum ExitStatus: Int32 {
    case done = 0
    case answerIsNo = 1
    case wrongUsage = 64
    case malformedInput = 65
    case noSuchInput = 66
    case cannotCreate = 73
    case inputOutput = 74
}

/// Why the program ends before its time, or with another status than 0.
struct Failure: Error {
    let status: ExitStatus
    /// What standard error says; nil where the answer itself has said it.
    let message: String?

    init(_ status: ExitStatus, _ message: String? = nil) {
        self.status = status
        self.message = message
    }

    /// Nobody reads the answer any more, which is no error.
    static let outputClosed = Failure(.done)

    func end() -> Never {
        if let message { StandardError.write(printableLines(message) + "\n") }
        exit(status.rawValue)
    }
}

extension Failure {
    /// What an error of the libraries means for the program; nil for those of the argument parser.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as LedgerOpenError: self.init(error.exitStatus, error.description)
        case let error as ReadError: self.init(.inputOutput, error.description)
        case let error as ReplayError: self.init(error.exitStatus, error.description)
        case let error as ImportError: self.init(error.exitStatus, error.description)
        case let error as LapseRecordingError: self.init(.inputOutput, error.description)
        case let error as ScenarioError: self.init(error.exitStatus, error.description)
        case let error as MalformedEvidence: self.init(.malformedInput, error.description)
        case let error as EvidenceFailure: self.init(.answerIsNo, error.description)
        case let error as SigningError: self.init(.answerIsNo, error.description)
        case let error as EvidenceError: self.init(error.exitStatus, error.description)
        case let error as BundleError: self.init(error.exitStatus, error.description)
        case let error as BackupError: self.init(error.exitStatus, error.description)
        default: return nil
        }
    }
}

extension LedgerOpenError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .missing, .notADirectory, .notALedger, .newerFormat: .noSuchInput
        case .alreadyExists, .cannotCreate: .cannotCreate
        case .damaged, .notPermitted, .storage: .inputOutput
        }
    }
}

extension ReplayError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .beyondHead: .wrongUsage
        }
    }
}

extension ImportError {
    fileprivate var exitStatus: ExitStatus {
        switch kind {
        case .malformed: .malformedInput
        case .refused: .answerIsNo
        case .inputOutput: .inputOutput
        }
    }
}

extension ScenarioError {
    fileprivate var exitStatus: ExitStatus {
        switch kind {
        case .malformed: .malformedInput
        case .unreadable: .noSuchInput
        case .storage: .inputOutput
        }
    }
}

extension EvidenceError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .beyondHead, .otherHistory, .notInCheckpoint, .signing: .answerIsNo
        case .read, .storage: .inputOutput
        }
    }
}

extension FolderError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .occupied, .unfinished, .system: .cannotCreate
        }
    }
}

extension BundleError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .malformedLine, .malformed: .malformedInput
        case .evidence, .sizeDiffers, .rootDiffers, .tileDiffers: .answerIsNo
        case .missingFile, .unreadable: .noSuchInput
        case .notEmpty, .interrupted: .cannotCreate
        case .folder(let error): error.exitStatus
        case .open(let error): error.exitStatus
        case .ledger(let error): error.exitStatus
        case .read, .append: .inputOutput
        }
    }
}

extension BackupError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .folder(let error): error.exitStatus
        case .copy: .inputOutput
        case .notSound: .answerIsNo
        case .open(let error): error.exitStatus
        case .evidence(let error): error.exitStatus
        case .malformed: .malformedInput
        case .unreadable: .noSuchInput
        }
    }
}
