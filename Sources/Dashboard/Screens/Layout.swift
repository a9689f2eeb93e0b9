import TerminalUI

/// Where the parts of the screen are: the one computation that drawing, paging and clicks share.
struct Layout: Equatable {
    /// The whole screen.
    let size: Size
    /// The rows between the summary and the message line.
    let body: Rect
    /// The row of messages, filter and position; nil on a low screen with nothing to say.
    let line: Int?
    /// Rows of the view's list on the screen.
    let page: Int
    /// In the Stamps view: the orders.
    let orders: Rect
    /// In the Stamps view: the selected order.
    let order: Rect
    /// In the Stamps view: rows of the selected order above its groups.
    let orderHead: Int
    /// In the Stamps view: rows of stamp ids on the screen.
    let groupPage: Int

    /// The least columns and rows that everything works on.
    static let least = Size(width: 40, height: 10)

    /// Where the KYC form is drawn: all but the views above and the keys below.
    static func formArea(_ size: Size) -> Rect {
        Rect(x: 0, y: 1, width: size.width, height: size.height - 2)
    }

    /// Whether everything works on this screen.
    static func isLargeEnough(_ size: Size) -> Bool {
        size.width >= least.width && size.height >= least.height
    }

    /// Rows of stamp ids on the screen for a group of this many: a long list gives its last row
    /// to saying where it is.
    func groupRows(of count: Int) -> Int {
        count > groupPage && groupPage > 2 ? groupPage - 1 : groupPage
    }

    /// The places for a state, which is borrowed: what an initializer takes is copied for it
    /// otherwise, and this is asked at each event.
    init(_ state: borrowing State) {
        size = state.size
        let hasLine =
            size.height >= 14 || state.notice != nil || state.isFiltering
            || state.view == .stamps && state.stampSearch != nil && state.detail == nil
            || state.detail == nil && !state.filterText.isEmpty
        line = hasLine ? size.height - 2 : nil
        let top = state.detail == nil ? 2 : 3
        body = Rect(
            x: 0, y: top, width: size.width, height: size.height - top - (hasLine ? 2 : 1))
        if size.width >= 100 {
            let left = max(45, size.width * 3 / 8)
            orders = Rect(x: 0, y: body.y, width: left, height: body.height)
            order = Rect(
                x: left + 2, y: body.y, width: body.width - left - 2, height: body.height)
        } else {
            let wanted = state.countBeforeFilter(of: .stamps) + 2
            let top = min(max(3, wanted), max(3, body.height * 2 / 5))
            orders = Rect(x: 0, y: body.y, width: body.width, height: top)
            order = Rect(
                x: 1, y: body.y + top, width: body.width - 2, height: body.height - top)
        }
        orderHead = order.height >= 9 ? 3 : 0
        groupPage = max(1, order.height - orderHead - 1)
        switch state.view {
        case .batches, .kyc, .activity: page = max(1, body.height - 1)
        case .stamps: page = max(1, orders.height - 1)
        case .vendors: page = max(1, body.height / VendorsScreen.blockHeight)
        }
    }
}
