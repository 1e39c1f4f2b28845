import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds scenario files and reads them.
enum ScenarioFiles {
    /// A file by itself, or every scenario below a folder, in the order of their paths.
    static func below(_ path: String) throws(ScenarioError) -> [String] {
        guard isFolder(path) else { return [path] }
        guard let folder = opendir(path) else { throw unreadable(path) }
        defer { closedir(folder) }
        var files: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            if isFolder(inner) {
                files += try below(inner)
            } else if name.hasSuffix(ScenarioCheck.suffix) {
                files.append(inner)
            }
        }
        return files.sorted()
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func unreadable(_ path: String) -> ScenarioError {
        ScenarioError(kind: .unreadable, file: path, reason: Errno(rawValue: errno).description)
    }

    static func contents(of path: String) throws(ScenarioError) -> [UInt8] {
        do {
            let descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
            return try descriptor.closeAfter {
                var bytes: [UInt8] = []
                var piece = [UInt8](repeating: 0, count: 65_536)
                while true {
                    let count = try piece.withUnsafeMutableBytes { try descriptor.read(into: $0) }
                    guard count > 0 else { return bytes }
                    bytes.append(contentsOf: piece[..<count])
                }
            }
        } catch { throw ScenarioError(kind: .unreadable, file: path, reason: "\(error)") }
    }
}
