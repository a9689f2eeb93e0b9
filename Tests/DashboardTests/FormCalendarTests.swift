import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// The small calendar of a date, and what the form says of what is typed.
@Suite struct FormCalendarTests {
    private func atBirth() -> Desk {
        let desk = Desk(FormFixtures.begun())
        _ = desk.form.setFocus(.field(.dateOfBirth))
        return desk
    }

    private func shown(_ desk: Desk, _ width: Int = 100, _ height: Int = 40) -> String {
        FormFixtures.screen(desk.form, width, height).rows.joined(separator: "\n")
    }

    @Test func `Space opens the month, the arrows walk in it, and Enter takes the day`() {
        let desk = atBirth()
        desk.type("07031991")
        desk.press(.character(" "))
        #expect(shown(desk).contains("March 1991"))
        #expect(shown(desk).contains("Mo Tu We Th Fr Sa Su"))
        #expect(shown(desk).contains(" 4  5  6  7  8  9 10"))
        desk.press(.right, .down)
        #expect(desk.calendar == CivilDate(year: 1991, month: 3, day: 15))
        desk.press(.pageUp, .home)
        #expect(desk.calendar == CivilDate(year: 1990, month: 2, day: 15))
        #expect(shown(desk).contains("February 1990"))
        desk.press(.enter)
        #expect(desk.text(of: .dateOfBirth) == "15-02-1990")
        #expect(desk.calendar == nil && desk.focus == .field(.dateOfBirth))
        #expect(!shown(desk).contains("Mo Tu"))
    }

    @Test func `No key of the calendar leads beyond today, nor before anybody's birth`() {
        let desk = Desk(FormFixtures.begun())
        _ = desk.form.setFocus(.field(.registeredDate))
        desk.press(.character(" "))
        #expect(desk.calendar == FormFixtures.today)
        desk.press(.right, .pageDown, .end)
        #expect(desk.calendar == FormFixtures.today)
        for _ in 0..<200 { desk.press(.home) }
        desk.press(.enter)
        #expect(desk.text(of: .registeredDate) == "01-01-1900")
    }

    @Test
    func `Escape leaves the calendar with the date as it was, and typing goes on in the field`() {
        let desk = atBirth()
        desk.type("07031991")
        #expect(desk.press(.character(" "), .down, .escape) == .stay)
        #expect(desk.text(of: .dateOfBirth) == "07-03-1991" && desk.calendar == nil)
        desk.press(.character(" "), .home, .tab)
        #expect(desk.focus == .field(.registeredDate) && desk.calendar == nil)
    }

    @Test func `The last day of a month is not lost in a shorter one`() {
        let last = CivilDate(year: 2024, month: 1, day: 31)
        #expect(last?.adding(months: 1) == CivilDate(year: 2024, month: 2, day: 29))
        #expect(last?.adding(months: -2) == CivilDate(year: 2023, month: 11, day: 30))
        #expect(CivilDate(year: 2024, month: 2, day: 29)?.weekday == 3)
    }

    @Test(arguments: [(80, 24), (120, 40), (40, 10)])
    func `At every size the calendar's day is in view`(width: Int, height: Int) {
        let desk = atBirth()
        desk.type("07031991")
        desk.press(.character(" "))
        let text = shown(desk, width, height)
        #expect(text.contains("March 1991"), "\(text)")
        #expect(text.contains("7"))
    }

    @Test func `A click on a day takes it`() throws {
        let desk = atBirth()
        desk.type("07031991")
        desk.press(.character(" "))
        let rows = FormFixtures.screen(desk.form, 100, 40).rows
        let y = try #require(rows.firstIndex { $0.contains("11 12 13") })
        let x = try #require(rows[y].firstRange(of: "12"))
        let column = rows[y].distance(from: rows[y].startIndex, to: x.lowerBound)
        _ = desk.handle(
            .mouse(Mouse(.press, at: Position(x: column, y: y))),
            in: Rect(Size(width: 100, height: 40)))
        #expect(desk.text(of: .dateOfBirth) == "12-03-1991")
    }

    @Test func `What a field does not take is told beside it until the next key`() {
        let desk = atBirth()
        desk.type("3x")
        #expect(shown(desk).contains("✗ a digit goes here"))
        desk.type("1")
        #expect(!shown(desk).contains("a digit goes here"))
    }

    @Test(arguments: [("31021991", "Not a real date"), ("21112027", "In the future")])
    func `An impossible or future date is told once its last digit is there`(
        keys: String, fault: String
    ) {
        let desk = atBirth()
        desk.type(String(keys.dropLast()))
        #expect(!shown(desk).contains(fault))
        desk.type(String(keys.suffix(1)))
        #expect(shown(desk).contains(fault))
    }

    @Test func `The document number follows the document's type`() {
        let desk = Desk(FormFixtures.filled())
        #expect(desk.text(of: .documentNumber) == "4321 8765 1199")
        desk.setText("PASSPORT", of: .documentType)
        desk.setText("bn-12/x 9", of: .documentNumber)
        #expect(desk.text(of: .documentNumber) == "bn-12/x 9")
    }
}
