import Domain
import TerminalUI

extension State {
    /// Goes on to the next view of the wall when it is time.
    mutating func turnWall() {
        if wall?.pass(to: now) == true { view = view.moved(by: 1) }
    }

    /// Takes what was pressed at the wall: nothing has to be, `q` ends it, space holds the view,
    /// and any other key goes on.
    mutating func takeOnWall(_ input: InputEvent) -> [Effect] {
        guard case .key(let key) = input else { return [] }
        switch key {
        case .character("q"): return perform(.quit)
        case .character(" "): wall?.isHeld.toggle()
        case .left, .up, .backTab, .pageUp: view = view.moved(by: -1)
        case .character(let digit) where View.allCases.contains { $0.digit == digit }:
            view = View.allCases.first { $0.digit == digit } ?? view
        default: view = view.moved(by: 1)
        }
        wall?.restart(at: now)
        return []
    }
}
