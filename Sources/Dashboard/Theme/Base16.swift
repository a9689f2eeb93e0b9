public import TerminalUI

/// The sixteen colours of a base16 scheme, by slot.
public struct Base16: Equatable, Sendable {
    private let colors: [Color]

    /// The colours of the slots base00 to base0F in order, each 0xRRGGBB; nil unless sixteen.
    public init?(_ values: [UInt32]) {
        guard values.count == 16 else { return nil }
        colors = zip(values, Self.ansi).map { value, ansi in
            Color(
                red: UInt8(value >> 16 & 255), green: UInt8(value >> 8 & 255),
                blue: UInt8(value & 255), ansi: ansi)
        }
    }

    /// The colour of a slot, 0x0 to 0xF.
    public subscript(slot: Int) -> Color { colors[slot & 15] }

    /// The ANSI colour that stands in for each slot on a terminal with sixteen or eight.
    private static let ansi: [UInt8] = [
        0, 0, 8, 8, 7, 7, 15, 15, 9, 3, 11, 10, 14, 12, 13, 1,
    ]
}
