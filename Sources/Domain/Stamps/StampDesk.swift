/// A vendor that sells e-stamps.
public protocol StampDesk: Sendable {
    /// Orders stamps, once: each call can buy them. A failure with `mayHaveArrived` has an unknown
    /// outcome, to be looked up in `orders`, never sent again blindly.
    func order(_ request: StampOrderRequest) async throws(CheckFailure) -> StampOrder

    /// The orders made from one day to another, both included.
    func orders(
        from first: CivilDate, to last: CivilDate
    ) async throws(CheckFailure) -> Listing<StampOrder>

    /// One stamp.
    func stamp(_ id: String) async throws(CheckFailure) -> Stamp

    /// The account's stock.
    func stock() async throws(CheckFailure) -> StampStock

    /// The articles of a state.
    func articles(ofState state: String) async throws(CheckFailure) -> [StampArticle]

    /// The account's credits.
    func balance() async throws(CheckFailure) -> Double
}
