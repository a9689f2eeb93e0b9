public import TerminalUI

/// The sixteen colours of a base16 scheme, by slot.
public struct Base16: Equatable, Sendable {
    private let colors: [Color]

    /// The colours of the slots base00 to base0F in order, each 0xRRGGBB; nil unless sixteen.
    public init?(_ values: [UInt32]) {
        guard values.count == 16 else { return nil }
        let isLight = Self.brightness(values[0]) > Self.brightness(values[5])
        colors = zip(values, isLight ? Self.ansiOnLight : Self.ansiOnDark).map { value, ansi in
            Color(
                red: UInt8(value >> 16 & 255), green: UInt8(value >> 8 & 255),
                blue: UInt8(value & 255), ansi: ansi)
        }
    }

    /// The colour of a slot, 0x0 to 0xF.
    public subscript(slot: Int) -> Color { colors[slot & 15] }

    /// The ANSI colour that stands in for each slot on a terminal with sixteen or eight, where the
    /// ground is black.
    private static let ansiOnDark: [UInt8] = [
        0, 0, 8, 8, 7, 7, 15, 15, 9, 3, 11, 10, 14, 12, 13, 1,
    ]
    /// The same where the ground is white. Yellow and cyan cannot be read there in most palettes,
    /// so a warning is magenta and quiet text as black as any.
    private static let ansiOnLight: [UInt8] = [
        15, 15, 7, 8, 0, 0, 0, 0, 1, 1, 5, 2, 6, 4, 5, 3,
    ]

    /// Roughly how bright a colour is, for comparing two.
    private static func brightness(_ value: UInt32) -> UInt32 {
        (value >> 16 & 255) * 3 + (value >> 8 & 255) * 6 + (value & 255)
    }
}
