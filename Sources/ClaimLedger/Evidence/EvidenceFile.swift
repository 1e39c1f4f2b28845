internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The small files in which evidence is kept: checkpoints, proofs, keys.
package enum EvidenceFile {
    /// Why such a file could not be read or written.
    package enum Fault: Error, Equatable, Sendable {
        /// There is no such file.
        case missing
        /// A file is there that would have to be overwritten.
        case exists
        /// The operating system refused, in its words.
        case system(String)
    }

    /// The bytes of a file; of one that is too long for evidence only as many as show it.
    package static func read(_ path: String) throws(Fault) -> [UInt8] {
        do throws(BundleError) { return try LedgerBundle.contents(of: path) } catch {
            switch error {
            case .missingFile: throw .missing
            case .unreadable(_, let reason): throw .system(reason)
            default: throw .system(error.description)
            }
        }
    }

    /// Puts a file in place of the one that is there, whole and durable; readable by its owner only.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(Fault) {
        do throws(Errno) { try DurableFile.replace(FilePath(path), with: bytes) } catch {
            throw .system(error.description)
        }
    }

    /// Writes a new file, durably; readable by its owner only.
    ///
    /// - Throws: `.exists` where a file is there, and leaves it as it is.
    package static func create(_ path: String, with bytes: [UInt8]) throws(Fault) {
        do {
            let descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
            try descriptor.closeAfter {
                try descriptor.writeAll(bytes)
                guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch {
            let number = error as? Errno ?? .ioError
            throw number == .fileExists ? .exists : .system(number.description)
        }
    }

    /// Runs a body while no other process runs one under the same file, which must exist.
    package static func locked<Answer>(_ path: String, _ body: () throws -> Answer) throws -> Answer {
        let descriptor: FileDescriptor
        do { descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) } catch {
            let number = error as? Errno ?? .ioError
            throw number == .noSuchFileOrDirectory ? Fault.missing : Fault.system(number.description)
        }
        return try descriptor.closeAfter {
            while flock(descriptor.rawValue, LOCK_EX) != 0 {
                guard errno == EINTR else { throw Fault.system(Errno(rawValue: errno).description) }
            }
            return try body()
        }
    }
}
