import Domain
import Testing

@Suite struct ItemReferenceTests {
    private func keys(_ kind: Kind, _ ids: String...) throws -> [ItemKey] {
        try ids.map { try #require(ItemKey(kind: kind, id: $0)) }
    }

    @Test func `A whole id wins over one that differs from it in case alone`() throws {
        let keys = try keys(.stamps, "bulk_stamp_v2_abC", "bulk_stamp_v2_abc")
        for key in keys {
            #expect(ItemReference(key.id).match(among: keys) == .one(key))
            #expect(ItemReference(key.description).match(among: keys) == .one(key))
        }
        #expect(ItemReference("bulk_stamp_v2_ABC").match(among: keys) == .several(keys.sorted()))
    }

    @Test func `The beginning of an id is read as it was typed, then in any case`() throws {
        let keys = try keys(.stamps, "bulk_stamp_v2_abC1", "bulk_stamp_v2_aBc2")
        #expect(ItemReference("bulk_stamp_v2_abC").match(among: keys) == .one(keys[0]))
        #expect(ItemReference("bulk_stamp_v2_ab").match(among: keys) == .one(keys[0]))
        #expect(ItemReference("bulk_stamp_v2_a").match(among: keys) == .several(keys.sorted()))
        let batches = try self.keys(.reap, "f208a887-9fa6-4447-a52b-c1d6e089536f")
        #expect(ItemReference("F208").match(among: batches) == .one(batches[0]))
    }
}
