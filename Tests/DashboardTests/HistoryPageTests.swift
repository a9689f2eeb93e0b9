import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// What an item's page makes of what the store has kept of the item.
struct HistoryPageTests {
    private let batch = item(
        .reap, 1, "March", Snapshot(state: .inProgress, total: 1000, processed: 900))

    private func point(
        _ ago: String, _ state: WorkState, _ processed: Int?,
        failure: CheckFailure.Reason? = nil, word: String? = nil
    ) -> HistoryPoint {
        HistoryPoint(
            at: .ago(ago), state: state, vendorState: word, total: 1000, processed: processed,
            failure: failure)
    }

    @Test func `The history is read when a page opens and after each check of its item`() {
        var state = dashboard(120, 40, [batch, item(.reap, 2, "April", nil)])
        #expect(update(&state, .input(.key(.character("/")))) == [])
        for character in "march" { _ = update(&state, .input(.key(.character(character)))) }
        _ = update(&state, .input(.key(.enter)))
        #expect(update(&state, .input(.key(.enter))) == [.loadHistory(batch.key)])
        #expect(update(&state, .clockTicked(noon)) == [])
        #expect(update(&state, .itemChanged(batch)) == [.loadHistory(batch.key)])
        #expect(update(&state, .itemChanged(item(.reap, 2, "April", nil))) == [])
        _ = update(&state, .input(.key(.escape)))
        #expect(update(&state, .itemChanged(batch)) == [])
    }

    @Test func `The page shows what was kept: the whole course, each turn with its time`() {
        var state = dashboard(120, 40, [batch])
        _ = update(&state, .input(.key(.enter)))
        #expect(!text(state).contains("Changes"))
        let kept = [
            point("2h", .pending, 0, word: "queued"), point("90m", .inProgress, 100),
            point("80m", .inProgress, nil, failure: .network),
            point("70m", .inProgress, nil, failure: .network), point("1h", .inProgress, 300),
            point("4s", .inProgress, 900),
        ]
        // What belongs to another page is not shown on this one.
        _ = update(&state, .historyLoaded(key(.reap, 9), kept))
        #expect(!text(state).contains("Changes"))
        _ = update(&state, .historyLoaded(batch.key, kept))
        let page = text(state)
        #expect(page.contains("Progress") && page.contains("Pace"))
        #expect(page.contains("12:05"))
        let rows = page.split(separator: "\n").map(String.init)
        let start = rows.firstIndex { $0.contains("Changes") } ?? 0
        let turns = rows[start...].dropFirst().prefix(4)
        #expect(turns.first?.contains(/13:05:30.*in progress/) == true, "\(page)")
        #expect(turns.dropFirst().first?.contains("check failed") == true)
        #expect(turns.last?.contains("pending (queued)") == true)
    }

    @Test func `A course longer than the page is spread by time, its end stays the end`() throws {
        let kept = (0..<2000).map { number in
            HistoryPoint(
                at: noon + .seconds(number < 1900 ? number : 1900 + (number - 1900) * 60),
                state: .inProgress, total: 2000, processed: number)
        }
        let course = try #require(History(batch, kept: kept).course(over: 50))
        #expect(course.counts.count == 50 && course.rates.count == 50)
        #expect(course.counts.first == 0 && course.counts.last == 1999)
        // Three quarters of the time went into the last hundred.
        #expect(course.counts[25] > 1900)
        var state = dashboard(80, 60, [batch])
        _ = update(&state, .input(.key(.enter)))
        _ = update(&state, .historyLoaded(batch.key, kept))
        for row in text(state).split(separator: "\n") { #expect(row.count <= 80) }
    }

    @Test func `A course of few checks is as wide as the page and shows each pace for its time`()
        throws
    {
        // A slow half hour, then a quick ten minutes; nothing was said in between.
        let kept = [
            point("40m", .inProgress, 0), point("10m", .inProgress, 300),
            point("4s", .inProgress, 900),
        ]
        let course = try #require(History(batch, kept: kept).course(over: 41))
        // Between two answers the count is the one that the vendor gave.
        #expect(course.counts[0..<30].allSatisfy { $0 == 0 })
        #expect(course.counts[31..<40].allSatisfy { $0 == 300 } && course.counts[40] == 900)
        #expect(course.rates[1..<30].allSatisfy { abs($0 - 10) < 1 }, "\(course.rates)")
        #expect(course.rates[32...].allSatisfy { abs($0 - 60) < 2 }, "\(course.rates)")
        // One moment is no course.
        #expect(History(batch, kept: [kept[0], kept[0]]).course(over: 40) == nil)
        var state = dashboard(120, 40, [batch])
        _ = update(&state, .input(.key(.enter)))
        _ = update(&state, .historyLoaded(batch.key, kept))
        let bottom = text(state).split(separator: "\n").first { $0.contains("▂") } ?? ""
        #expect(bottom.filter { "▁▂▃▄▅▆▇█".contains($0) }.count > 30, "\(text(state))")
    }

    private func text(_ state: State) -> String { state.text }
}
