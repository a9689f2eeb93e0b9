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
    case checkNow
    case report
    case track
    case untrack
    case copy
    case newKYC
    case correct
    case upload
    case pause
    case theme
    case lock
    case help
    case quit
    case suspend
    case repaint
}
