import TerminalUI

/// The keys of the dashboard for a manual: the same table as the help on the screen.
public enum KeyReference {
    /// One line of it.
    public struct Line: Equatable, Sendable {
        /// The section, such as `Lists`.
        public let group: String
        /// The keys, in ASCII characters.
        public let keys: String
        /// What they do.
        public let label: String
    }

    /// Every key, section by section.
    public static var lines: [Line] {
        KeyBinding.Group.allCases.flatMap { group in
            KeyTable.bindings.filter { $0.group == group }.map { binding in
                Line(
                    group: group.rawValue, keys: binding.name(in: .ascii),
                    label: binding.label)
            }
        }
    }
}
