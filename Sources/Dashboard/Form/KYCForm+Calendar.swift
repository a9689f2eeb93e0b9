import Domain
import TerminalUI

extension KYCForm {
    /// The form that what is typed into a field falls into; nil for free text.
    func mask(of field: KYCField) -> InputMask? {
        switch field {
        case .phone: .phone
        case .dateOfBirth, .registeredDate: .date
        case .taxNumber: .pan
        case .documentNumber where documentType.value == "AADHAAR": .aadhaar
        default: nil
        }
    }

    /// A field with every place filled is as good as left: what is wrong with it shows at once.
    mutating func tellOnceComplete(_ field: KYCField) {
        guard let mask = mask(of: field), let text = texts[field] else { return }
        if mask.isComplete(text.characters) { left.insert(field) }
    }

    // MARK: The calendar

    /// Opens the calendar on what is typed, else where somebody's date likely is.
    mutating func openCalendar(of field: KYCField) {
        let typed = CivilDate(dayMonthYear: texts[field]?.text ?? "")
        let likely = field == .dateOfBirth ? today.adding(months: -30 * 12) : today
        calendar = min(typed ?? likely, today)
    }

    /// Moves the calendar, takes its day or closes it. No key leads beyond today.
    mutating func turn(calendar day: CivilDate, _ key: Key) -> Outcome {
        let next: CivilDate
        switch key {
        case .left: next = day.adding(days: -1)
        case .right: next = day.adding(days: 1)
        case .up: next = day.adding(days: -7)
        case .down: next = day.adding(days: 7)
        case .pageUp: next = day.adding(months: -1)
        case .pageDown: next = day.adding(months: 1)
        case .home: next = day.adding(months: -12)
        case .end: next = day.adding(months: 12)
        case .enter, .character(" "):
            take(day)
            return .stay
        case .tab, .backTab, .control, .character:
            calendar = nil
            return handle(.key(key))
        default:
            calendar = nil
            return .stay
        }
        calendar = min(max(next, Self.firstDay), today)
        return .stay
    }

    /// Takes the day that was clicked, this many columns from a week's Monday.
    mutating func take(day columns: Int, from monday: CivilDate) {
        guard let calendar, (0..<20).contains(columns) else { return }
        let day = monday.adding(days: columns / 3)
        if day.month == calendar.month, day <= today { take(day) }
    }

    private mutating func take(_ day: CivilDate) {
        calendar = nil
        let text = Array(day.dayMonthYear)
        texts[focusedField, default: TextField()].show(text, cursor: text.count)
        tellOnceComplete(focusedField)
    }

    private var focusedField: KYCField {
        if case .field(let field) = focus { field } else { .dateOfBirth }
    }

    /// Nobody was born earlier.
    private static let firstDay = CivilDate(daysSinceEpoch: -25_567)

    // MARK: Drawing

    /// The month around the calendar's day, where there is room for it; else that day in words.
    func calendarRows(_ columns: FormColumns) -> [FormLine] {
        guard let day = calendar else { return [] }
        let title = "\(Self.months[day.month - 1]) \(day.year)"
        func line(_ text: String, _ role: Role) -> FormLine {
            FormLine(
                pieces: [FormLine.Piece(x: columns.valueX, text: text, role: role, width: 20)],
                isFocused: true)
        }
        guard columns.height >= 11, columns.width - columns.valueX >= 20 else {
            return [line("\(Self.weekdays[day.weekday]) \(day.day) \(title)", .title)]
        }
        let first = day.adding(days: 1 - day.day)
        var lines = [
            line(title, .title), line(Self.weekdays.joined(separator: " "), .muted),
        ]
        var monday = first.adding(days: -first.weekday)
        while monday <= first || monday.month == day.month {
            lines.append(week(monday, of: day, columns))
            monday = monday.adding(days: 7)
        }
        return lines
    }

    private func week(
        _ monday: CivilDate, of day: CivilDate, _ columns: FormColumns
    ) -> FormLine {
        let days = (0..<7).map { monday.adding(days: $0) }
        return FormLine(
            pieces: days.enumerated().compactMap { place, date in
                guard date.month == day.month else { return nil }
                let role = date == day ? Role.selection : date > today ? .muted : .text
                let text = date.day < 10 ? " \(date.day)" : "\(date.day)"
                return FormLine.Piece(
                    x: columns.valueX + place * 3, text: text, role: role, width: 2)
            }, target: .week(monday, x: columns.valueX), isFocused: true)
    }

    private static let weekdays = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
