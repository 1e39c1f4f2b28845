import ClaimLedger

/// Verifies a ledger by way of a child process, which a damaged file may end.
struct Verification {
    let ledger: String
    var checkpoints: [Checkpoint] = []
    var since: Checkpoint?
    var isQuick = false
    var isHashesOnly = false

    /// What the child has said so far.
    private struct Heard {
        var report: VerifyAnswer?
        var findings: [VerificationFinding] = []
        var failure: Failure?
        var reached: Int64 = 0
    }

    /// Runs the verification to its end.
    ///
    /// - Throws: `Failure` where there is no ledger to verify.
    func run(_ line: ProgressLine) throws(Failure) -> VerifyAnswer {
        defer { line.clear() }
        var heard = Heard()
        let child = try ChildProcess(arguments: arguments)
        let ending = child.lines { bytes in
            guard case .object(let object) = try? JSONValue(parsing: bytes), let said = object.members.first else {
                return
            }
            Self.take(said, &heard, line)
        }
        if let failure = heard.failure { throw failure }
        return answer(heard, ending)
    }

    private var arguments: [String] {
        var arguments = ["verify-part", "--ledger=\(ledger)"]
        for checkpoint in checkpoints { arguments.append("--checkpoint=\(Self.text(checkpoint))") }
        if let since { arguments.append("--since=\(Self.text(since))") }
        if isQuick { arguments.append("--quick") }
        if isHashesOnly { arguments.append("--hashes") }
        return arguments
    }

    private static func text(_ checkpoint: Checkpoint) -> String { String(decoding: checkpoint.text, as: UTF8.self) }

    private static func take(_ said: JSONObject.Member, _ heard: inout Heard, _ line: ProgressLine) {
        guard case .object(let content) = said.value else { return }
        switch said.name {
        case "report": heard.report = VerifyAnswer(said.value)
        case "finding": if let finding = VerificationFinding(said.value) { heard.findings.append(finding) }
        case "failure":
            guard case .string(let message) = content["message"], case .integer(let number) = content["status"] else {
                return
            }
            heard.failure = Failure(ExitStatus(rawValue: Int32(number)) ?? .inputOutput, message)
        case "progress":
            guard case .integer(let done) = content["done"], case .integer(let total) = content["total"] else { return }
            heard.reached = done
            line.show("verifying", done: Int(done), of: Int(total))
        default: break
        }
    }

    /// Puts together what was found before LMDB was asked, what it answered, and how the child ended.
    private func answer(_ heard: Heard, _ ending: ChildProcess.Ending) -> VerifyAnswer {
        var answer = heard.report ?? VerifyAnswer()
        if heard.report == nil {
            switch ending {
            case .signal(let number):
                let name = signalName(number)
                answer.findings.append(
                    VerificationFinding(
                        .crashed,
                        "reading the file ended the process by signal \(number) (\(name)), "
                            + "behind event \(heard.reached)"))
            case .exit(let status) where heard.findings.isEmpty:
                answer.findings.append(
                    VerificationFinding(.storage, "the process that reads the file ended with status \(status)"))
            case .exit: break
            }
        }
        answer.findings += heard.findings.filter { $0.code != .page }
        let pages = heard.findings.filter { $0.code == .page }
        guard let cause = pages.first else { return answer }
        // What LMDB makes of pages that contradict each other is no fault of its own.
        let following = answer.findings.map { "\($0.code.rawValue) \($0.message)" }
        answer.findings = [cause.followed(by: following)] + pages.dropFirst()
        return answer
    }
}
