/// A moment of this machine's clock, or none, in six bytes that fit between others: each item has
/// nine of them. What no clock says, before the year -2489 or after 6429, is taken for the first or
/// the last moment between. What a vendor says is a `PackedMoment`, which takes everything.
public struct ClockMoment: Equatable, Sendable {
    /// From the lowest on; the earliest of all stands for none.
    @usableFromInline let parts: (UInt16, UInt16, UInt16)

    /// A moment; without one, none.
    @inlinable
    public init(_ moment: Timestamp? = nil) {
        let bits = moment.map { min(max($0.milliseconds, -Self.last), Self.last) } ?? Self.none
        parts = (
            UInt16(truncatingIfNeeded: bits), UInt16(truncatingIfNeeded: bits >> 16),
            UInt16(truncatingIfNeeded: bits >> 32)
        )
    }

    /// The moment; nil of none.
    @inlinable public var moment: Timestamp? {
        let bits = bits
        return bits == Self.none ? nil : Timestamp(milliseconds: bits)
    }

    /// The moment of one that is never none.
    @inlinable public var known: Timestamp { Timestamp(milliseconds: bits) }

    @inlinable var bits: Int64 {
        Int64(parts.0) | Int64(parts.1) << 16 | Int64(Int16(bitPattern: parts.2)) << 32
    }

    @inlinable static var last: Int64 { 1 << 47 - 1 }
    @inlinable static var none: Int64 { -last - 1 }

    /// The same moment, or both none.
    @inlinable
    public static func == (left: ClockMoment, right: ClockMoment) -> Bool {
        left.bits == right.bits
    }
}
