import TerminalUI

/// The command palette: what is typed, and which of the commands found is selected.
struct Palette: Equatable, Sendable {
    /// What is typed.
    var field = TextField()
    /// The selected command among those found.
    private(set) var index = 0

    /// Takes a key that is not the palette's own.
    mutating func edit(_ change: (inout TextField) -> Void) {
        let before = field.text
        change(&field)
        if field.text != before { index = 0 }
    }

    /// Selects another command.
    mutating func move(by steps: Int) { index += steps }

    /// Selects a command.
    mutating func move(to place: Int) { index = place }

    /// Brings the selection back into a list of this many.
    mutating func settle(count: Int) { index = min(max(0, index), max(0, count - 1)) }

    /// The commands that fit what is typed, the best first; of all commands, those first that can
    /// be done now.
    func found(in state: State) -> [PaletteCommand] {
        let commands = PaletteCommand.all(state)
        let all = commands.filter { $0.whyNot == nil } + commands.filter { $0.whyNot != nil }
        guard !field.text.isEmpty else { return all }
        let ranked = all.enumerated().compactMap { place, command in
            FuzzyMatch.score(field.text, in: command.title).map {
                (command: command, score: $0, place: place)
            }
        }
        return
            ranked.sorted { ($0.score, $0.place) < ($1.score, $1.place) }
            .map(\.command)
    }
}

/// How well a few letters fit a title.
enum FuzzyMatch {
    /// Lower is better; nil when the letters are not in the title in their order. Words that begin
    /// so come before stretches inside words, and those before scattered letters.
    static func score(_ typed: String, in title: String) -> Int? {
        let wanted = Array(typed.lowercased().filter { !$0.isWhitespace })
        let whole = Array(title.lowercased())
        guard !wanted.isEmpty else { return 0 }
        var best: Int?
        for start in whole.indices where whole[start] == wanted[0] {
            guard let scattered = scatter(of: wanted, in: whole, from: start) else { continue }
            let score = scattered * 20 + (begins(start, whole) ? 0 : 15) + min(start, 10)
            best = min(best ?? score, score)
        }
        return best
    }

    /// How scattered the letters are from a place on; nil when they are not all there or so
    /// scattered that they were hardly meant. A jump to the beginning of a word counts for little.
    private static func scatter(
        of wanted: [Character], in whole: [Character], from start: Int
    ) -> Int? {
        var place = start
        var gaps = 0
        for letter in wanted {
            let expected = place
            while place < whole.count, whole[place] != letter { place += 1 }
            guard place < whole.count else { return nil }
            if place > expected { gaps += begins(place, whole) ? 1 : place - expected }
            place += 1
        }
        return gaps > wanted.count ? nil : gaps
    }

    private static func begins(_ place: Int, _ whole: [Character]) -> Bool {
        place == 0 || !whole[place - 1].isLetter
    }
}
