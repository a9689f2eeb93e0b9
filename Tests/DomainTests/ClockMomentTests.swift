import Domain
import Testing

@Suite struct ClockMomentTests {
    @Test(arguments: [-62_135_596_800_000, -65_537, -1, 0, 1, 65_536, 1_780_000_000_123])
    func `A moment of the clock comes back as it was`(milliseconds: Int64) {
        let moment = Timestamp(milliseconds: milliseconds)
        let packed = ClockMoment(moment)
        #expect(packed.moment == moment && packed.known == moment)
        #expect(packed == ClockMoment(moment))
        #expect(packed != ClockMoment(moment + .milliseconds(1)) && packed != ClockMoment())
    }

    @Test func `No moment comes back as none`() {
        #expect(ClockMoment().moment == nil)
        #expect(ClockMoment() == ClockMoment(nil))
    }

    @Test func `What no clock says is the first or the last of all moments`() throws {
        let today = Timestamp(milliseconds: 1_780_000_000_000)
        let first = try #require(ClockMoment(Timestamp(milliseconds: .min)).moment)
        let last = try #require(ClockMoment(Timestamp(milliseconds: .max)).moment)
        #expect(first < today && today < last)
        #expect(ClockMoment(first).moment == first && ClockMoment(last).moment == last)
    }
}
