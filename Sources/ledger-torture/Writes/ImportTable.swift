#if os(Linux)
    import Foundation
    import Glibc

    /// The functions that a loaded library has from elsewhere, in the form the dynamic linker left them (ELF, 64 bits).
    ///
    /// Read from the library's own image: header, program header of the dynamic section, relocations of its calls.
    struct ImportTable {
        private let base: UnsafeRawPointer
        /// Values of the dynamic section by their tags.
        private let values: [Int: UInt]

        private enum Tag {
            static let sizeOfCallRelocations = 2
            static let strings = 5
            static let symbols = 6
            static let relocations = 7
            static let sizeOfRelocations = 8
            static let callRelocations = 23
        }

        /// Finds a library among those that are loaded, by a part of its file's name.
        init(ofLibrary name: String) throws(TortureFailure) {
            guard let base = Self.start(of: name) else { throw TortureFailure("\(name) is not loaded as a library") }
            self.base = base
            let headers = Int(base.load(fromByteOffset: 32, as: UInt64.self))
            let size = Int(base.load(fromByteOffset: 54, as: UInt16.self))
            var values: [Int: UInt] = [:]
            for number in 0..<Int(base.load(fromByteOffset: 56, as: UInt16.self)) {
                let header = base + headers + number * size
                guard header.load(as: UInt32.self) == 2 else { continue }
                var entry = base + Int(header.load(fromByteOffset: 16, as: UInt64.self))
                while case let tag = entry.load(as: Int.self), tag != 0 {
                    values[tag] = entry.load(fromByteOffset: 8, as: UInt.self)
                    entry += 16
                }
            }
            self.values = values
        }

        /// Leads the library's calls of a function elsewhere, from now on.
        func replace(_ function: String, by address: UInt) throws(TortureFailure) {
            var isFound = false
            for (list, size) in [
                (Tag.callRelocations, Tag.sizeOfCallRelocations), (Tag.relocations, Tag.sizeOfRelocations),
            ] {
                guard let start = pointer(list), let bytes = values[size] else { continue }
                for offset in stride(from: 0, to: Int(bytes), by: 24) {
                    let relocation = start + offset
                    let symbol = Int(relocation.load(fromByteOffset: 8, as: UInt64.self) >> 32)
                    guard symbol != 0, name(ofSymbol: symbol) == function else { continue }
                    try write(address, at: Int(relocation.load(as: UInt64.self)))
                    isFound = true
                }
            }
            guard isFound else { throw TortureFailure("the library does not call \(function) through its table") }
        }

        /// Where the first byte of a library's file is mapped, as the kernel lists it.
        private static func start(of name: String) -> UnsafeRawPointer? {
            // Its size is 0 for whoever asks first, so it is read to the end.
            guard let file = FileHandle(forReadingAtPath: "/proc/self/maps") else { return nil }
            for line in String(decoding: file.readDataToEndOfFile(), as: UTF8.self).split(separator: "\n") {
                let words = line.split(separator: " ", omittingEmptySubsequences: true)
                guard words.count == 6, words[2] == "00000000", words[5].contains("/\(name)") else { continue }
                return words[0].split(separator: "-").first.flatMap { UInt($0, radix: 16) }
                    .flatMap { UnsafeRawPointer(bitPattern: $0) }
            }
            return nil
        }

        private func pointer(_ tag: Int) -> UnsafeRawPointer? {
            values[tag].flatMap { UnsafeRawPointer(bitPattern: $0) }
        }

        private func name(ofSymbol number: Int) -> String? {
            guard let symbols = pointer(Tag.symbols), let strings = pointer(Tag.strings) else { return nil }
            let offset = Int((symbols + 24 * number).load(as: UInt32.self))
            return String(cString: (strings + offset).assumingMemoryBound(to: CChar.self))
        }

        /// The linker has made the table read-only when it was done.
        private func write(_ address: UInt, at offset: Int) throws(TortureFailure) {
            let place = UnsafeMutableRawPointer(mutating: base + offset)
            let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
            let start = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: place) & ~(page - 1))
            guard mprotect(start, Int(page), PROT_READ | PROT_WRITE) == 0 else {
                throw TortureFailure("the table of imports cannot be written: \(String(cString: strerror(errno)))")
            }
            place.storeBytes(of: address, as: UInt.self)
        }
    }
#endif
