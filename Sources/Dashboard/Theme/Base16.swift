public import TerminalUI

/// The sixteen colours of a base16 scheme, by slot, and what of a base24 scheme is used in the
/// place of some of them.
public struct Base16: Equatable, Sendable {
    private let colors: [Color]
    private let extra: [Int: Color]

    /// The colours of the slots base00 to base0F in order, each 0xRRGGBB; nil unless sixteen.
    /// `extra` are those from base10 on that are worth using.
    public init?(_ values: [UInt32], extra: [Int: UInt32] = [:]) {
        guard values.count == 16 else { return nil }
        let isLight = Self.brightness(values[0]) > Self.brightness(values[5])
        let ansi = isLight ? Self.ansiOnLight : Self.ansiOnDark
        func color(_ value: UInt32, like slot: Int) -> Color {
            Color(
                red: UInt8(value >> 16 & 255), green: UInt8(value >> 8 & 255),
                blue: UInt8(value & 255), ansi: ansi[slot])
        }
        colors = values.enumerated().map { color($1, like: $0) }
        self.extra = Dictionary(
            uniqueKeysWithValues: Self.brighter.compactMap { slot, brighter in
                extra[brighter].map { (brighter, color($0, like: slot)) }
            }
                + [0x10, 0x11].compactMap { slot in
                    extra[slot].map { (slot, color($0, like: 0)) }
                })
    }

    /// The bright slot of base24 for each coloured one of base16.
    private static let brighter = [
        0x8: 0x12, 0xA: 0x13, 0xB: 0x14, 0xC: 0x15, 0xD: 0x16, 0xE: 0x17,
    ]

    /// The colour of a slot, 0x0 to 0xF.
    public subscript(slot: Int) -> Color { colors[slot & 15] }

    /// The bright form of a coloured slot where the scheme has one that is used, else the slot.
    func bright(_ slot: Int) -> Color {
        Self.brighter[slot].flatMap { extra[$0] } ?? self[slot]
    }

    /// The ground of a field: the darker one of base24, else the ground.
    var well: Color { extra[0x10] ?? self[0] }

    /// Text on a coloured ground: the darkest ground of base24, else the ground.
    var ink: Color { extra[0x11] ?? self[0] }

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
