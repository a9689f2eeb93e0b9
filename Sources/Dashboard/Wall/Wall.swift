import Domain

/// The dashboard as it hangs on a wall: one view after the other, large, and nothing to press.
public struct Wall: Equatable, Sendable {
    /// How long each view stays.
    public let every: Duration
    /// Whether nothing moves for attention's sake.
    public let isCalm: Bool
    /// Whether the view stays until somebody says otherwise.
    var isHeld = false
    private var turnsAt: Timestamp?

    /// A wall with this rhythm.
    public init(every: Duration = .seconds(15), isCalm: Bool = false) {
        self.every = every
        self.isCalm = isCalm
    }

    /// When the next view comes; nil while one is held.
    var nextTurn: Timestamp? { isHeld ? nil : turnsAt }

    /// Whether it is time for the next view; after a sleep of the machine for one, not for all
    /// that were missed.
    mutating func pass(to now: Timestamp) -> Bool {
        guard !isHeld else { return false }
        guard let turnsAt, turnsAt <= now + every else {
            restart(at: now)
            return false
        }
        guard turnsAt <= now else { return false }
        restart(at: now)
        return true
    }

    /// Gives the view that is shown its whole time.
    mutating func restart(at now: Timestamp) { turnsAt = now + every }
}

extension State {
    /// Shows the dashboard as it hangs on a wall, from now on.
    public mutating func show(_ wall: Wall) {
        self.wall = wall
        self.wall?.restart(at: now)
    }
}
