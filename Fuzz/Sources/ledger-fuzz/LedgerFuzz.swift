import ClaimLedgerTesting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// libFuzzer's own loop; its runtime comes with the flag `-sanitize=fuzzer`.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Looks for bytes that trap one of the parsers, or break its promise.
///
/// The variable `FUZZED_INPUT` names the parser: the arguments are libFuzzer's, which hands them to processes of its own.
@main
enum LedgerFuzz {
    private static let input: FuzzedInput = {
        guard let input = getenv("FUZZED_INPUT").flatMap({ FuzzedInput(rawValue: String(cString: $0)) }) else {
            let names = FuzzedInput.allCases.map(\.rawValue).joined(separator: ", ")
            preconditionFailure("set FUZZED_INPUT to one of \(names)")
        }
        return input
    }()

    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runFuzzer(&count, &arguments, testOneInput))
    }

    fileprivate static func test(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        do { try input.check(Array(UnsafeBufferPointer(start: start, count: count))) } catch {
            preconditionFailure("\(error)")
        }
    }
}

/// What libFuzzer calls, under the name that its runtime looks for.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    LedgerFuzz.test(start, count)
    return 0
}
