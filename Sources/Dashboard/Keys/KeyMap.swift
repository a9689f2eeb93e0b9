import TerminalUI

/// Which key does what: the key table as the operator's configuration changes it. Footer, help,
/// palette and dispatch all read it.
public struct KeyMap: Equatable, Sendable {
    /// The bindings, in the order in which the footer and the help name them.
    let bindings: [KeyBinding]

    /// One line of a configuration: the keys of an action.
    public struct Change: Equatable, Sendable {
        /// The action's name, such as `check_now`.
        public var action: String
        /// Its keys, such as `r` or `ctrl-r`.
        public var keys: [String]

        /// Keys for an action.
        public init(action: String, keys: [String]) {
            self.action = action
            self.keys = keys
        }
    }

    /// Why keys cannot be changed as a configuration wants.
    public struct Fault: Error, Equatable, Sendable {
        /// Which of the changes is at fault.
        public var change: Int
        /// One sentence.
        public var message: String
        /// Whether the action's name is the fault.
        public var isUnknownAction: Bool
    }

    /// The keys of the contract.
    public init() {
        bindings = KeyTable.bindings
    }

    /// The keys of the contract with some actions on other keys. Ctrl-C always quits, so that no
    /// configuration can lock the operator in.
    public init(_ changes: [Change]) throws(Fault) {
        var bindings = KeyTable.bindings
        for (place, change) in changes.enumerated() {
            guard let index = bindings.firstIndex(where: { $0.action.name == change.action }) else {
                throw Fault(
                    change: place, message: "unknown action '\(change.action)'",
                    isUnknownAction: true)
            }
            var keys: [Key] = []
            for name in change.keys {
                guard let key = KeyName.key(name) else {
                    throw Fault(
                        change: place,
                        message: "'\(name)' is no key; keys are written as q, R, ctrl-r, alt-x, "
                            + "enter, esc, tab, space, up, pgdn, home, f1",
                        isUnknownAction: false)
                }
                if key == .control("c"), bindings[index].action != .quit {
                    throw Fault(
                        change: place, message: "ctrl-c always quits", isUnknownAction: false)
                }
                keys.append(key)
            }
            guard !keys.isEmpty else {
                throw Fault(
                    change: place, message: "\(change.action) needs at least one key",
                    isUnknownAction: false)
            }
            bindings[index].keys = keys
            bindings[index].isChanged = true
        }
        for (place, change) in changes.enumerated() {
            guard let own = bindings.first(where: { $0.action.name == change.action }) else {
                continue
            }
            for key in own.keys {
                let other = bindings.first { $0.action != own.action && $0.keys.contains(key) }
                if let other {
                    let name = KeyName.shown(key, in: .ascii)
                    throw Fault(
                        change: place,
                        message: "\(name) is a key of both \(change.action) and "
                            + "\(other.action.name): give one of them another key",
                        isUnknownAction: false)
                }
            }
        }
        self.bindings = bindings
    }

    /// The names of everything that a key can do, for a message about one that is not known.
    public static var actionNames: [String] { KeyTable.bindings.map(\.action.name) }

    /// What a key does, if anything.
    func action(for key: Key) -> Action? {
        bindings.first { $0.keys.contains(key) }?.action
    }

    /// The keys of an action as a hint names them.
    func name(of action: Action, in glyphs: Glyphs) -> String? {
        bindings.first { $0.action == action }?.name(in: glyphs)
    }
}
