import Domain
import Testing

@testable import Store

struct NoteTests {
    let folder: Folder
    let path: String

    init() throws {
        folder = try Folder()
        path = folder.file()
    }

    private func note(_ second: Int64, _ text: String, by name: String? = "mira") -> ItemNote {
        ItemNote(at: moment(second), text: text, operatorName: name)
    }

    @Test func `Notes stay with their item, newest first, and the record names each by its digest`()
        async throws
    {
        let key = try batch()
        let store = try SQLiteStore(path: path)
        _ = try await store.track(key, label: "March", at: moment(0), by: nil)
        #expect(try await store.notedItems() == [])
        let first = note(1, "asked Reap")
        let second = note(2, "Reap answered", by: nil)
        try await store.add(first, to: key)
        try await store.add(second, to: key)
        _ = try await store.untrack(key, at: moment(3), by: nil)
        await store.close()
        let again = try SQLiteStore(path: path)
        #expect(try await again.notes(of: key) == [second, first])
        #expect(try await again.notedItems() == [key])
        let entries = try await again.activity(limit: 9).filter { $0.event == .noted }
        #expect(entries.count == 2)
        #expect(entries.last?.text == "March has a new note: SHA-256 \(first.digest)")
        #expect(entries.last?.operatorName == "mira")
        #expect(try await again.verifyActivity().fault == nil)
    }

    @Test func `Nothing is noted of what was never tracked`() async throws {
        let store = try SQLiteStore(path: path)
        let key = try batch()
        let refused = await failure { () throws(StoreFailure) in
            try await store.add(note(1, "whose?"), to: key)
        }
        #expect(refused?.reason == .refused)
        #expect(try await store.activity(limit: 9) == [])
    }
}
