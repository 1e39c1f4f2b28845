import ClaimLedgerTesting

/// What libFuzzer calls with bytes of its own making; a trap is what it looks for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProofs(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    do { try FuzzedInput.proofs.check(bytes) } catch { preconditionFailure(error.description) }
    return 0
}
