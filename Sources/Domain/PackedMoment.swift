/// A moment or none in eight bytes, where an optional takes sixteen: each answer has four of them.
struct PackedMoment: Equatable {
    /// The earliest of all stands for none.
    private let milliseconds: Int64

    init(_ moment: Timestamp? = nil) { milliseconds = moment?.milliseconds ?? .min }

    var moment: Timestamp? {
        milliseconds == .min ? nil : Timestamp(milliseconds: milliseconds)
    }
}
