import Domain
import TerminalUI

/// What was found out about a file that is to be uploaded.
public struct UploadVerdict: Equatable, Sendable {
    /// Rows that would be sent.
    public var rows: Int
    /// Everything wrong with it, by line; never a value of it.
    public var faults: [String]
    /// SHA-256 of what would be sent, 64 hex digits.
    public var digest: String

    /// A verdict.
    public init(rows: Int, faults: [String], digest: String) {
        self.rows = rows
        self.faults = faults
        self.digest = digest
    }
}

/// The small form in which a file is chosen, checked and uploaded, or its submissions sent.
struct UploadPrompt: Equatable, Sendable {
    /// The kinds that a file can make, whose vendor is configured.
    let kinds: [Kind]
    /// The chosen kind.
    private(set) var kind: Kind
    /// The path as typed.
    private(set) var path = TextField()
    /// The names in the folder of the path, folders with a slash.
    private(set) var names: [String] = []
    /// The folder that `names` are of; nil before the first answer.
    private(set) var folder: String?
    /// Which of `matches` the arrows are on.
    private(set) var highlighted: Int?
    /// What is known of the file; nil while choosing.
    private(set) var verdict: UploadVerdict?
    /// The file that is being looked at.
    private(set) var checked: String?
    /// The first row of faults on the screen.
    var scroll = 0
    /// The submissions of the file on their way; nil before that.
    var run: SubmissionProgress?
    /// When the choice was kept that is shown; nil once it was changed.
    private(set) var restoredFrom: String?
    /// Whether another login has to release the upload.
    var needsFourEyes = false

    /// What the prompt wants after a key.
    enum Outcome: Equatable {
        case stay
        case close
        case list(folder: String)
        case check(path: String)
        case upload(path: String, digest: String)
        /// Send the submissions of the file, each once.
        case submit(path: String, digest: String)
        /// Begin no further submission.
        case stop(digest: String)
    }

    /// An empty prompt; nil when no vendor is configured that takes files.
    init?(vendors: Set<Vendor>, preferring preferred: Kind?) {
        let possible = [Kind.reap, .deepvue, .kyc].filter { vendors.contains($0.vendor) }
        guard let first = possible.first else { return nil }
        kinds = possible
        kind = preferred.flatMap { possible.contains($0) ? $0 : nil } ?? first
    }

    /// The folder that is looked into: what stands before the path's last slash.
    var wantedFolder: String {
        let text = path.text
        return text.lastIndex(of: "/").map { String(text[...$0]) } ?? ""
    }

    /// The names that go on as the path does.
    var matches: [String] {
        guard folder == wantedFolder else { return [] }
        let begun = path.text.dropFirst(wantedFolder.count).lowercased()
        return names.filter { $0.lowercased().hasPrefix(begun) }
    }

    /// What a draft of it is kept under.
    static let subject = "upload:"

    /// What is to be kept of it: the file that was chosen and not uploaded yet.
    var kept: KeptForm {
        KeptForm(
            subject: Self.subject,
            draft: path.isEmpty ? nil : .upload(kind, path: Personal(path.text)))
    }

    /// Takes up what was kept, unless somebody has begun to type already.
    mutating func restore(_ kind: Kind, _ path: Personal, from time: String) -> Bool {
        guard self.path.isEmpty, checked == nil, kinds.contains(kind) else { return false }
        self.kind = kind
        self.path = TextField(path.revealed())
        restoredFrom = time
        return true
    }

    /// Takes the names in a folder.
    mutating func take(names: [String], in folder: String) {
        guard folder == wantedFolder else { return }
        self.folder = folder
        self.names = names
        highlighted = nil
    }

    /// Takes what was found out about a file.
    mutating func take(_ verdict: UploadVerdict, of path: String) {
        if path == checked { self.verdict = verdict }
    }

    /// Takes a key or a paste.
    mutating func handle(_ input: InputEvent) -> Outcome {
        if run != nil { return handleRun(input) }
        if let verdict { return handle(input, verdict) }
        switch input {
        case .key(.escape):
            if checked == nil { return .close }
            checked = nil
        case .key(.enter): return enter()
        case .key(.tab): return complete()
        case .key(.down): moveHighlight(by: 1)
        case .key(.up): moveHighlight(by: -1)
        case .key(.control("t")): turnKind()
        case .key(let key): return edit { _ = $0.handle(key) }
        case .paste(let text):
            return edit { _ = $0.insert(String(text.prefix { !$0.isNewline })) }
        case .mouse, .resized: break
        }
        return .stay
    }

    private mutating func handle(_ input: InputEvent, _ verdict: UploadVerdict) -> Outcome {
        switch input {
        case .key(.character("y")) where verdict.faults.isEmpty && kind == .kyc:
            run = SubmissionProgress(digest: verdict.digest, total: verdict.rows)
            scroll = 0
            return .submit(path: checked ?? "", digest: verdict.digest)
        case .key(.character("y")) where verdict.faults.isEmpty:
            return .upload(path: checked ?? "", digest: verdict.digest)
        case .key(.down): scroll = min(scroll + 1, max(0, verdict.faults.count - 1))
        case .key(.up): scroll = max(0, scroll - 1)
        case .key(.escape), .key(.character("n")):
            self.verdict = nil
            checked = nil
            scroll = 0
        default: break
        }
        return .stay
    }

    private mutating func edit(_ change: (inout TextField) -> Void) -> Outcome {
        checked = nil
        restoredFrom = nil
        let before = wantedFolder
        change(&path)
        highlighted = nil
        return wantedFolder == before && folder != nil ? .stay : .list(folder: wantedFolder)
    }

    private mutating func moveHighlight(by step: Int) {
        let place = (highlighted ?? (step > 0 ? -1 : matches.count)) + step
        highlighted = matches.indices.contains(place) ? place : nil
    }

    private mutating func turnKind() {
        let place = kinds.firstIndex(of: kind) ?? 0
        kind = kinds[(place + 1) % kinds.count]
    }

    /// Goes on with the highlighted name, or with what all matches have in common.
    private mutating func complete() -> Outcome {
        let names = matches
        let chosen = highlighted.map { names[$0] }
        let common = names.dropFirst().reduce(names.first ?? "") { common, name in
            String(zip(common, name).prefix { $0 == $1 }.map(\.0))
        }
        let next = chosen ?? common
        guard next.count > path.text.count - wantedFolder.count else { return .stay }
        let whole = wantedFolder + next
        return edit { $0 = TextField(whole) }
    }

    private mutating func enter() -> Outcome {
        if let highlighted, matches.indices.contains(highlighted) {
            let whole = wantedFolder + matches[highlighted]
            let outcome = edit { $0 = TextField(whole) }
            if whole.hasSuffix("/") { return outcome }
        }
        guard !path.isEmpty, !path.text.hasSuffix("/") else { return .stay }
        checked = path.text
        return .check(path: path.text)
    }
}
