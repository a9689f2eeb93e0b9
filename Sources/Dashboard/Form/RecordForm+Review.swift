import Domain
import TerminalUI

extension RecordForm {
    /// Takes a key while what will be sent is looked over.
    mutating func look(_ key: Key, at record: NewRecord) -> Outcome {
        banner = nil
        let last = record.masked.count - 1
        switch key {
        case .escape:
            phase = .editing
            reveal = nil
        case .enter:
            phase = .sending(record)
            reveal = nil
            return .make(record)
        case .up: reviewRow = max(0, reviewRow - 1)
        case .down: reviewRow = min(last, reviewRow + 1)
        case .home: reviewRow = 0
        case .end: reviewRow = last
        case .character("v"):
            let fact = record.masked[min(reviewRow, last)]
            if record.revealed(fact.name) != fact.value { return .reveal(field: fact.name) }
        default: break
        }
        return .stay
    }

    /// Shows a field of the review in clear for a while: it is on record that it was asked for.
    mutating func show(_ field: String, at now: Timestamp) {
        guard case .reviewing = phase else { return }
        reveal = KYCForm.Reveal(field: field, until: now + KYCForm.revealTime)
    }

    /// When what is shown in clear is masked again.
    var concealsAt: Timestamp? { reveal?.until }

    /// Masks what was shown for long enough.
    mutating func conceal(at moment: Timestamp) {
        if let reveal, moment >= reveal.until { self.reveal = nil }
    }

    /// A field of the review as it may be seen now.
    func shown(_ fact: Snapshot.Fact, of record: NewRecord) -> String {
        guard reveal?.field == fact.name, case .reviewing = phase else { return fact.value }
        return record.revealed(fact.name) ?? fact.value
    }
}

extension NewRecord {
    /// One field in clear, named as in `masked`: for showing it to somebody who asked for it.
    fileprivate func revealed(_ name: String) -> String? {
        RecordField(rawValue: name).map { draft[$0] }
    }
}
