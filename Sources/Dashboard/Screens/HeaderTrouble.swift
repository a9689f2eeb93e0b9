import Domain
import TerminalUI

/// A vendor and what is wrong with it.
struct VendorTrouble: Equatable {
    let vendor: Vendor
    let trouble: VendorHealth.Trouble
}

/// What the header says about vendors that do not answer; empty when all do. Refused credentials
/// come first and loudest, because only the operator can help.
struct HeaderTrouble {
    /// Who refuses the credentials, as a sentence.
    let refusal: [Span]
    /// Everything, from the fullest form to the shortest.
    let forms: [[Span]]

    init(_ troubles: [VendorTrouble], symbols: Symbols, clock: Clock) {
        let refused = troubles.filter { $0.trouble == .refused }.map(\.vendor.title)
        let others = troubles.filter { $0.trouble != .refused }
        let (full, brief) = Self.spans(of: others, symbols, clock)
        guard let first = refused.first else {
            refusal = []
            forms = [full, brief]
            return
        }
        let names =
            refused.count > 2 ? "\(refused.count) vendors" : refused.joined(separator: " and ")
        let verb = refused.count == 1 ? "refuses" : "refuse"
        let sentence = Span(" \(names) \(verb) the credentials ", .failed, .reverse)
        let who = refused.count == 1 ? first : String(refused.count)
        let short = Span(" \(symbols.failing) \(who) ", .failed, .reverse)
        let gap = others.isEmpty ? [] : [Span("  ")]
        refusal = [sentence]
        forms = [[sentence] + gap + full, [sentence] + gap + brief, [short]]
    }

    private static func spans(
        of others: [VendorTrouble], _ symbols: Symbols, _ clock: Clock
    ) -> (full: [Span], brief: [Span]) {
        guard let first = others.first else { return ([], []) }
        guard others.count == 1 else {
            return (
                [Span("\(symbols.failing) \(others.count) vendors failing", .warning)],
                [Span("\(symbols.failing) \(others.count)", .warning)]
            )
        }
        var text = Timed(text: "\(symbols.failing) \(first.vendor.title) \(first.trouble.words)")
        if case .waiting(let until?) = first.trouble {
            text.text += " until \(clock.short(until).text)"
            text.until = until
        }
        return (
            [Span(text, .warning)], [Span("\(symbols.failing) \(first.vendor.title)", .warning)]
        )
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
