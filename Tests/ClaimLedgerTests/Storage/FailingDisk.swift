#if os(Linux)
    import Glibc
    import Testing

    /// Runs a body while LMDB's writes of data pages, or of meta pages, go to another file than the one of a directory.
    func whileWriting(
        _ directory: String, metas: Bool, to path: String, _ flags: Int32, _ body: () throws -> Void
    ) throws {
        let descriptor = try #require(descriptorOfDataFile(in: directory, forMetas: metas))
        let saved = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        let replacement = open(path, flags | O_CLOEXEC)
        dup2(replacement, descriptor)
        defer {
            dup2(saved, descriptor)
            close(saved)
            close(replacement)
        }
        try body()
    }

    /// LMDB keeps a second descriptor of the data file, with `O_DSYNC`, for its meta pages.
    private func descriptorOfDataFile(in directory: String, forMetas: Bool) -> Int32? {
        var wanted = stat()
        stat("\(directory)/data.mdb", &wanted)
        return (3..<1_024).first { descriptor in
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_ino == wanted.st_ino, status.st_dev == wanted.st_dev
            else { return false }
            return (fcntl(descriptor, F_GETFL) & O_DSYNC != 0) == forMetas
        }
    }
#endif
