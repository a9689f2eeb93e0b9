import Domain
import TerminalUI

/// What an empty list says: why it is empty and what to do next.
struct EmptyText {
    let state: State

    /// The first line is the reason, the others what can be done; what is to be typed stands in a
    /// line of its own.
    private var lines: [(text: String, role: Role)] {
        func say(_ reason: String, _ advice: String...) -> [(String, Role)] {
            [(reason, .title)] + advice.map { ($0, .muted) }
        }
        if state.countBeforeFilter(of: state.view) > 0 {
            return say(
                "Nothing matches the filter.",
                "\(key(.back)) clears it, \(key(.filter)) changes it.")
        }
        if state.vendors.isEmpty, state.view != .activity { return firstRun }
        let missing: Vendor? =
            switch state.view {
            case .stamps where !state.vendors.contains(.surepass): .surepass
            case .kyc where !state.vendors.contains(.dollarpe): .dollarpe
            default: nil
            }
        if let missing {
            return say(
                "\(missing.title) is not configured.",
                "Add \(missing.rawValue) under vendors: in the file.")
        }
        switch state.view {
        case .batches:
            return say(
                "Nothing is tracked yet.", "Press \(key(.track)), or run: vigil track KIND ID")
        case .stamps:
            return say("No e-stamp order is tracked.", "Press \(key(.track)) to enter an order id.")
        case .kyc where state.isReadOnly:
            return say("No customer is tracked.", "vigil track kyc CUSTOMER adds one.")
        case .kyc:
            return say(
                "No customer is tracked.",
                "Press \(key(.track)) to track one, \(key(.newKYC)) for a submission.")
        case .activity: return say("Nothing has happened yet.", "What Vigil does is listed here.")
        case .vendors: return []
        }
    }

    /// The key of an action as the operator has it.
    private func key(_ action: Action) -> String {
        state.options.keys.name(of: action, in: state.glyphs) ?? ""
    }

    /// What somebody needs who starts Vigil for the first time.
    private var firstRun: [(text: String, role: Role)] {
        let demo: [(String, Role)] = [
            ("No vendor is configured yet.", .title),
            ("See Vigil work, without an account:", .muted), ("vigil demo", .key),
        ]
        guard let file = state.configurationFile else {
            return demo + [
                ("Uncomment in the configuration what you have an account with;", .muted),
                ("it is read as soon as it is saved.", .muted), ("vigil config path", .key),
            ]
        }
        return demo + [
            ("Write a configuration to fill in:", .muted), ("vigil config init", .key),
            ("It is read as soon as it is saved:", .muted), (file, .text),
        ]
    }

    func draw(on canvas: inout Canvas, in area: Rect) {
        let lines = lines
        // Where there is room, each thing to do stands apart.
        let isAiry = area.height >= lines.count * 2
        var y = area.y + max(0, (area.height - lines.count - (isAiry ? 3 : 0)) / 2)
        for (place, line) in lines.enumerated() where y < area.bottom {
            let x = area.x + max(1, (area.width - TextWidth.of(line.text)) / 2)
            if isAiry, line.role == .muted, place > 0 { y += 1 }
            canvas.put(
                Span(line.text, line.role, line.role == .key ? .bold : []), x: x, y: y,
                limit: area.right - x)
            y += 1
        }
    }
}
