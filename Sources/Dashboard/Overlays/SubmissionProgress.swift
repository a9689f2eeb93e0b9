import Domain
import TerminalUI

/// What became of one submission of a file.
public struct SubmittedRow: Equatable, Sendable {
    /// Where it stands in the file, whose it is and what became of it, without personal data.
    public var text: String
    /// What became of it.
    public var outcome: Outcome

    /// The ways in which it can end.
    public enum Outcome: Equatable, Sendable {
        case accepted, rejected, unknown, notSent
    }

    /// A result.
    public init(_ text: String, _ outcome: Outcome) {
        self.text = text
        self.outcome = outcome
    }
}

/// How far the submissions of a file are.
struct SubmissionProgress: Equatable, Sendable {
    /// SHA-256 of the file, 64 hex digits.
    let digest: String
    /// How many there are.
    let total: Int
    /// What became of those that are done.
    private(set) var rows: [SubmittedRow] = []
    /// Whether no further one is begun.
    var isStopping = false
    /// What there is to say at the end; nil while they are on their way.
    private(set) var ending: String?

    init(digest: String, total: Int) {
        self.digest = digest
        self.total = total
    }

    mutating func add(_ row: SubmittedRow) { rows.append(row) }

    /// Ends, with what needs somebody first.
    mutating func end(_ sentence: String) {
        ending = sentence
        rows = rows.filter { $0.outcome != .accepted } + rows.filter { $0.outcome == .accepted }
    }

    func count(_ outcome: SubmittedRow.Outcome) -> Int { rows.count { $0.outcome == outcome } }

    /// How many of each there are, in words.
    var summary: String {
        let parts: [(SubmittedRow.Outcome, String)] = [
            (.accepted, "accepted"), (.rejected, "not accepted"), (.unknown, "unknown"),
            (.notSent, "not sent"),
        ]
        let words = parts.compactMap { outcome, word in
            count(outcome) == 0 ? nil : "\(count(outcome)) \(word)"
        }
        return ["\(rows.count) of \(total)"].joined() + (words.isEmpty ? "" : ": ")
            + words.joined(separator: ", ")
    }
}

extension UploadPrompt {
    /// Takes a key while submissions are on their way, or after.
    mutating func handleRun(_ input: InputEvent) -> Outcome {
        guard let run else { return .stay }
        switch input {
        case .key(.escape), .key(.enter):
            if run.ending != nil { return .close }
            guard input == .key(.escape) else { return .stay }
            self.run?.isStopping = true
            return .stop(digest: run.digest)
        case .key(.down): scroll = min(scroll + 1, max(0, run.rows.count - 1))
        case .key(.up): scroll = max(0, scroll - 1)
        case .key(.pageDown): scroll = min(scroll + 8, max(0, run.rows.count - 1))
        case .key(.pageUp): scroll = max(0, scroll - 8)
        default: break
        }
        return .stay
    }

    /// Takes what became of one of the file's submissions.
    mutating func take(_ row: SubmittedRow, of digest: String) {
        if run?.digest == digest { run?.add(row) }
    }

    /// Takes that nothing more is sent.
    mutating func end(_ digest: String, _ sentence: String) {
        if run?.digest == digest { run?.end(sentence) }
    }

    /// The bar, the counts and a row for each result: the latest while they come in.
    func draw(_ run: SubmissionProgress, on canvas: inout Canvas, in inside: Rect) {
        let bar = Bar(
            total: max(1, run.total), processed: run.rows.count,
            failed: run.rows.count - run.count(.accepted), isSettled: run.ending != nil)
        canvas.put(bar, x: inside.x, y: inside.y, width: min(48, inside.width))
        canvas.put(Span(run.summary, .text), x: inside.x, y: inside.y + 1, limit: inside.width)
        let state: Span =
            if let ending = run.ending {
                Span(ending, run.count(.accepted) == run.total ? .completed : .warning)
            } else if run.isStopping {
                Span("No further one is begun; what is on its way is waited for.", .warning)
            } else {
                Span("Sending to \(kind.vendor.title), one after the other.", .inProgress)
            }
        canvas.put(state, x: inside.x, y: inside.y + 2, limit: inside.width)
        let room = max(0, inside.height - 3)
        let rows = run.ending == nil ? run.rows.suffix(room) : run.rows.dropFirst(scroll)
        for (place, row) in rows.prefix(room).enumerated() {
            let role: Role =
                switch row.outcome {
                case .accepted: .text
                case .rejected: .failed
                case .unknown: .unknown
                case .notSent: .muted
                }
            canvas.put(
                Span(PlainText.of(row.text), role), x: inside.x, y: inside.y + 3 + place,
                limit: inside.width)
        }
    }
}
