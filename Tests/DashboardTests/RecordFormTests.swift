import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// The forms for a new customer and an order of stamps, by typing alone.
@Suite struct RecordFormTests {
    private func state(_ width: Int = 100, _ height: Int = 30) -> State {
        dashboard(width, height, [])
    }

    private func text(_ state: State) -> String { screen(state).rows.joined(separator: "\n") }

    private func typeCustomer(_ state: inout State) {
        for value in ["Asha Testwala", "asha@example.com", "+91 99110 02211", "ind"] {
            state.type(value)
            _ = state.press(.tab)
        }
    }

    /// Presses Enter two seconds later, as somebody who has read.
    private func enterLater(_ state: inout State) -> [Effect] {
        _ = update(&state, .clockTicked(state.now + .seconds(2)))
        return state.press(.enter)
    }

    @Test func `A customer is typed, looked over masked, and made once`() {
        var state = state()
        _ = state.press(.character("N"))
        #expect(text(state).contains("New customer"))
        typeCustomer(&state)
        #expect(!text(state).contains("Testwala") && !text(state).contains("asha@"))
        _ = state.press(.control("s"))
        #expect(text(state).contains("This will be sent to DollarPe"))
        for secret in ["Testwala", "asha@", "9911002211"] {
            #expect(!text(state).contains(secret))
        }
        guard case .make(.customer(let customer))? = enterLater(&state).first else {
            Issue.record("nothing was made")
            return
        }
        #expect(customer.phone?.revealed() == "9911002211")
        #expect(customer.country == "IND")
        #expect(enterLater(&state).isEmpty)
        _ = state.press(.escape)
        #expect(text(state).contains("cannot be called back"))
        let key = ItemKey(kind: .kyc, id: "4e6f1b20-a73c-11ec-b909-0242ac120002")
        if let key { _ = update(&state, .recordSettled(.accepted(key))) }
        #expect(text(state).contains("It is tracked"))
        _ = state.press(.enter)
        #expect(state.overlays.isEmpty)
    }

    @Test func `A held Enter does not send`() {
        var state = state()
        _ = state.press(.character("N"))
        typeCustomer(&state)
        _ = state.press(.enter, .enter, .enter)
        #expect(state.press(.enter).isEmpty)
        #expect(text(state).contains("review"))
    }

    @Test func `An order's state is found by typing and its articles are asked for and chosen`() {
        var state = state()
        _ = state.press(.character("O"))
        state.type("Invented Traders")
        _ = state.press(.tab)
        state.type("Borrower")
        _ = state.press(.tab)
        state.type("dl")
        #expect(state.press(.tab) == [.loadArticles(state: "DL")])
        let articles = [
            StampArticle(id: "22128", code: "A5", name: "Agreement"),
            StampArticle(id: "22129", code: "L1", name: "Lease"),
        ]
        _ = update(&state, .articlesArrived(state: "DL", articles))
        #expect(text(state).contains("22129  Lease"))
        state.type("lease")
        _ = state.press(.tab)
        for value in ["100", "0", "3", "Loan papers"] {
            state.type(value)
            _ = state.press(.tab)
        }
        _ = state.press(.control("s"))
        guard case .make(.order(let order))? = enterLater(&state).first else {
            Issue.record("nothing was ordered: \(text(state))")
            return
        }
        #expect(order.articleID == 22129 && order.state == "DL" && order.quantity == 3)
    }

    @Test func `What is wrong is told beside its field, and all of it at once`() {
        var state = state()
        _ = state.press(.character("N"))
        state.type("1234")
        _ = state.press(.control("s"))
        #expect(text(state).contains("4 fields need attention"))
        #expect(text(state).contains("✗ No letter in it"))
        #expect(text(state).contains("✗ missing: name@host.tld"))
        #expect(!text(state).contains("This will be sent"))
    }

    @Test func `A click goes to a field, and another takes an option`() {
        var state = dashboard(100, 30, [])
        _ = state.press(.character("O"))
        func click(_ words: String) -> [Effect] {
            let rows = screen(state).rows
            guard let y = rows.firstIndex(where: { $0.contains(words) }),
                let x = rows[y].firstRange(of: words)
            else { return [] }
            let column = rows[y].distance(from: rows[y].startIndex, to: x.lowerBound)
            let place = Position(x: column, y: y)
            return update(&state, .input(.mouse(Mouse(.press, at: place))))
        }
        _ = click("quantity")
        state.type("12")
        #expect(text(state).contains("12"))
        _ = click("state")
        state.type("pradesh")
        #expect(click("HP  Himachal").contains(.loadArticles(state: "HP")))
        #expect(text(state).contains("HP  Himachal Pradesh"))
    }

    @Test func `A pasted address of several lines is taken whole, on one`() {
        var form = RecordForm(.order, needsFourEyes: false)
        let now = Timestamp(milliseconds: 0)
        for _ in 0..<8 { _ = form.handle(.key(.tab), at: now) }
        #expect(form.focus == .firstPartyAddress)
        _ = form.handle(.paste("Flat 7\r\n12 Nowhere Lane\nFaketown\n"), at: now)
        #expect(form.text(of: .firstPartyAddress) == "Flat 7 12 Nowhere Lane Faketown")
    }

    @Test func `One value of the review is shown for ten seconds, once that is on record`() {
        var state = state()
        _ = state.press(.character("N"))
        typeCustomer(&state)
        _ = state.press(.control("s"), .down)
        #expect(!text(state).contains("asha@example.com"))
        #expect(state.press(.character("v")) == [.noteReveal(field: "email", nil)])
        #expect(!text(state).contains("asha@example.com"))
        _ = update(&state, .revealNoted(field: "email"))
        #expect(text(state).contains("asha@example.com"))
        _ = update(&state, .clockTicked(state.now + .seconds(9)))
        #expect(text(state).contains("asha@example.com"))
        _ = update(&state, .clockTicked(state.now + .seconds(1)))
        #expect(!text(state).contains("asha@example.com"))
        // What is not masked is not asked for.
        _ = state.press(.down, .down)
        #expect(state.press(.character("v")).isEmpty)
    }

    @Test func `A mark says that fields are hidden below, and above once it was gone down`() {
        var state = dashboard(80, 12, [])
        _ = state.press(.character("O"))
        #expect(text(state).contains("↓") && !text(state).contains("↑"))
        for _ in 0..<10 { _ = state.press(.tab) }
        #expect(text(state).contains("↑") && !text(state).contains("↓"))
    }

    @Test func `A refusal keeps what was typed, and throwing it away asks first`() {
        var state = state()
        _ = state.press(.character("N"))
        typeCustomer(&state)
        _ = state.press(.control("s"))
        _ = enterLater(&state)
        _ = update(&state, .recordSettled(.rejected("Email already in use.")))
        #expect(text(state).contains("Not accepted: Email already in use."))
        _ = state.press(.control("x"))
        #expect(text(state).contains("Discard what was typed?"))
        _ = state.press(.character("n"), .control("s"))
        #expect(text(state).contains("This will be sent"))
        _ = state.press(.escape, .control("x"))
        #expect(state.press(.character("y")) == [.discardDraft(subject: "customer:")])
        #expect(state.overlays.isEmpty)
    }

    @Test(arguments: [(80, 24), (120, 40), (40, 10)])
    func `The field being edited is in view at every size`(width: Int, height: Int) {
        var state = state(width, height)
        _ = state.press(.character("O"))
        for (place, field) in NewRecord.Sort.order.fields.enumerated() {
            if place > 0 { _ = state.press(.tab) }
            state.type("7")
            let shown = text(state)
            #expect(shown.contains(field.rawValue.prefix(14)), "\(field.rawValue): \(shown)")
            #expect(screen(state).cursor != nil)
            _ = state.press(.backspace)
        }
    }

    @Test func `Read-only sessions have neither form`() {
        var state = dashboard(100, 30, [], isReadOnly: true)
        _ = state.press(.character("N"))
        _ = state.press(.character("O"))
        #expect(state.overlays.isEmpty)
        #expect(text(state).contains("Read-only"))
    }
}
