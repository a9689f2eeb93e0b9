/// Something a key does.
enum Action: Hashable, Sendable {
    case up
    case down
    case left
    case right
    case pageUp
    case pageDown
    case top
    case bottom
    case open
    case back
    case nextView
    case previousView
    case view(View)
    case filter
    case sort
    case reverseSort
    case group
    case columns
    case mark
    case markAll
    case markRange
    case checkNow
    case report
    case result
    case track
    case untrack
    case copy
    case copyGroup
    case note
    case newKYC
    case correct
    case reveal
    case newCustomer
    case orderStamps
    case upload
    case pause
    case alerts
    case mute
    case theme
    case chooseTheme
    case palette
    case lock
    case help
    case quit
    case suspend
    case repaint

    /// The name that a configuration gives keys to.
    var name: String {
        switch self {
        case .view(let view): return view.rawValue
        case .newKYC: return "new_kyc"
        default: break
        }
        // Words of the case apart: `checkNow` is check_now.
        return "\(self)".reduce(into: "") { name, character in
            name += character.isUppercase ? "_\(character.lowercased())" : String(character)
        }
    }
}
