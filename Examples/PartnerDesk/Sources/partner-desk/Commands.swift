import ArgumentParser
import ClaimCommands
import ClaimLedger
import ClaimProjections

extension ClaimAction: @retroactive ExpressibleByArgument {}

/// What can be claimed here.
enum ClaimKind: String, CaseIterable, ExpressibleByArgument {
    case workshop
    case partnerOfRecord = "partner-of-record"
}

struct ClaimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "claim", abstract: "File a claim.")
    @OptionGroup var options: DeskOptions
    @Argument(help: "What is claimed.") var kind: ClaimKind
    @Argument(help: "A number that is not in use.") var claim: ClaimID
    @Option(help: "Who claims.") var partner = "northwind"
    @Option(help: "The customer's tenant.") var customer = "contoso"

    func run() async throws {
        let request =
            switch kind {
            case .workshop: Requests.workshop(by: PartnerID(partner), for: customer)
            case .partnerOfRecord: Requests.partnerOfRecord(by: PartnerID(partner), for: customer)
            }
        guard try await options.open().act(request, on: claim, by: Requests.partner) else { throw ExitCode.failure }
    }
}

struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ask", abstract: "Ask the customer for consent.")
    @OptionGroup var options: DeskOptions
    @Argument var claim: ClaimID

    func run() async throws { try await options.perform(.requestConsent, on: claim) }
}

struct ConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "Consent as the customer, or decline.")
    @OptionGroup var options: DeskOptions
    @Argument var claim: ClaimID
    @Flag(help: "Decline instead.") var decline = false

    func run() async throws { try await options.perform(decline ? .declineConsent : .receiveConsent, on: claim) }
}

struct ActCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "act", abstract: "Take any action on a claim.")
    @OptionGroup var options: DeskOptions
    @Argument(help: "An action as `show` names it, such as submit.") var action: ClaimAction
    @Argument var claim: ClaimID

    func run() async throws { try await options.perform(action, on: claim) }
}

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show every claim, or one with what may be done on it.")
    @OptionGroup var options: DeskOptions
    @Argument var claim: ClaimID?

    func run() async throws {
        let desk = try await options.open()
        if let claim { try desk.show(claim) } else { try desk.showAll() }
    }
}

struct DeadlinesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "deadlines", abstract: "Show what lapses soon.")
    @OptionGroup var options: DeskOptions
    @Option(help: "How many days to look ahead.") var days = 60

    func run() async throws { try await options.open().showDeadlines(days: days) }
}

extension DeskOptions {
    /// Takes an action; a refusal is told, and is the exit status 1.
    fileprivate func perform(_ action: ClaimAction, on claim: ClaimID) async throws {
        let (request, actor) = try Requests.named(action)
        guard try await open().act(request, on: claim, by: actor) else { throw ExitCode.failure }
    }
}
