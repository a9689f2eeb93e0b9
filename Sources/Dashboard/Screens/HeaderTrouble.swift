import Domain
import TerminalUI

/// What the header says about vendors that do not answer, in a long and a short form; empty when
/// all do. Refused credentials come first and loudest, because only the operator can help.
struct HeaderTrouble {
    /// A sentence.
    let long: [Span]
    /// The least that fits beside the views of a narrow screen.
    let short: [Span]
    /// Whether credentials are refused.
    let isRefused: Bool

    init(health: [Vendor: VendorHealth], symbols: Symbols, clock: Clock) {
        let troubled = Vendor.allCases.compactMap { health[$0] }.filter { $0.trouble != nil }
        let refused = troubled.filter { $0.trouble == .refused }.map(\.vendor.title)
        let others = troubled.filter { $0.trouble != .refused }
        var long: [Span] = []
        var short: [Span] = []
        switch refused.count {
        case 0: break
        case 1, 2:
            let verb = refused.count == 1 ? "refuses" : "refuse"
            let names = refused.joined(separator: " and ")
            long = [Span(" \(names) \(verb) the credentials ", .failed, .reverse)]
            short = [
                Span(" \(symbols.failing) \(refused.count == 1 ? names : "2") ", .failed, .reverse)
            ]
        default:
            long = [Span(" \(refused.count) vendors refuse the credentials ", .failed, .reverse)]
            short = [Span(" \(symbols.failing) \(refused.count) ", .failed, .reverse)]
        }
        isRefused = !refused.isEmpty
        if !others.isEmpty, !long.isEmpty { long.append(Span("  ")) }
        if let only = others.first, others.count == 1, let trouble = only.trouble {
            var text = Timed(text: trouble.words)
            if case .waiting(let until?) = trouble {
                text.text += " until \(clock.short(until).text)"
                text.until = until
            }
            text.text = "\(symbols.failing) \(only.vendor.title) \(text.text)"
            long.append(Span(text, .warning))
            if short.isEmpty { short = [Span("\(symbols.failing) \(only.vendor.title)", .warning)] }
        } else if others.count > 1 {
            long.append(Span("\(symbols.failing) \(others.count) vendors failing", .warning))
            if short.isEmpty { short = [Span("\(symbols.failing) \(others.count)", .warning)] }
        }
        self.long = long
        self.short = short
    }
}

extension VendorHealth.Trouble {
    /// What is wrong, in a few words.
    var words: String {
        switch self {
        case .refused: "credentials refused"
        case .unreachable: "unreachable"
        case .failing: "failing"
        case .waiting: "rate limited"
        }
    }
}
