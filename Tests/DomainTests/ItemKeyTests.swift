import Domain
import Testing

@Suite struct ItemKeyTests {
    @Test func `UUIDs and hex ids are the same in any case, Surepass's ids are not`() {
        let upper = ItemKey(kind: .reap, id: "F208A887-9FA6-4447-A52B-C1D6E089536F")
        #expect(upper?.description == "reap:f208a887-9fa6-4447-a52b-c1d6e089536f")
        #expect(upper?.shortID == "f208a887")
        let stamps = ItemKey(kind: .stamps, id: "bulk_stamp_v2_vomMHvHneclzTL")
        #expect(stamps?.shortID == "vomMHvHneclzTL")
    }

    @Test func `No id is without a short form`() {
        #expect(ItemKey(kind: .stamps, id: "bulk_stamp_v2_AAAA_")?.shortID == "AAAA")
    }

    @Test(arguments: [
        (Kind.reap, "f208a887-9fa6-4447-a52b-c1d6e089536"),
        (.reap, "f208a8879-fa6-4447-a52b-c1d6e089536f"),
        (.kyc, "f208a887-9fa6-4447-a52b-c1d6e089536f\n"),
        (.deepvue, "0123456789abcdef0123456789abcdeg"),
        (.deepvue, "0123456789abcdef"),
        (.stamps, "bulk_stamp_v2_"),
        (.stamps, "bulk_stamp_v2_../../admin"),
        (.stamps, "bulk_stamper_order_usage_report_RRRR"),
        (.report, "bulk_stamp_v2_AAAA"),
        (.report, "bulk_stamper_order_usage_report_é"),
    ])
    func `An id of another form makes no key`(kind: Kind, id: String) {
        #expect(ItemKey(kind: kind, id: id) == nil)
    }

    @Test func `Keys are sorted by kind in the contract's order, then by id`() throws {
        let keys = try [
            #require(ItemKey(kind: .kyc, id: "00000000-0000-0000-0000-000000000000")),
            #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_B")),
            #require(ItemKey(kind: .stamps, id: "bulk_stamp_v2_A")),
            #require(ItemKey(kind: .reap, id: "ffffffff-0000-0000-0000-000000000000")),
        ]
        #expect(keys.sorted() == keys.reversed())
    }

    @Test func `Any id reads as it was written, and keys stand in the order of their ids`() throws {
        var random = SystemRandomNumberGenerator()
        for kind in [Kind.reap, .deepvue, .kyc] {
            let ids = (0..<200).map { _ in
                var digits = (0..<32).map { _ in "0123456789abcdef".randomElement(using: &random) }
                if Bool.random() {
                    digits.replaceSubrange(0..<20, with: Array(repeating: "0", count: 20))
                }
                var id = String(digits.compactMap(\.self))
                guard kind != .deepvue else { return id }
                for place in [20, 16, 12, 8] {
                    id.insert("-", at: id.index(id.startIndex, offsetBy: place))
                }
                return id
            }
            let keys = try ids.map { try #require(ItemKey(kind: kind, id: $0)) }
            #expect(keys.map(\.id) == ids)
            #expect(keys.sorted().map(\.id) == ids.sorted())
            #expect(Set(keys).count == Set(ids).count)
        }
    }
}
