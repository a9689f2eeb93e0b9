import Dashboard
import TestSupport
import Testing

@testable import App
@testable import TerminalUI

/// The eight colours that a base24 scheme has more.
struct Base24Tests {
    /// A scheme file of these colours, as many as there are.
    private func theme(_ colors: [UInt32]) throws -> Theme {
        let palette = zip(SchemeReading.slots, colors).map { slot, value in
            let digits = String(value, radix: 16)
            return "  \(slot): \"#\(String(repeating: "0", count: 6 - digits.count))\(digits)\"\n"
        }
        let text = "system: \"base24\"\nname: N\npalette:\n" + palette.joined()
        return try Theme(name: "n", scheme: Array(text.utf8), file: "n.yaml")
    }

    private func value(_ color: Color?) -> UInt32? {
        color.map { UInt32($0.red) << 16 | UInt32($0.green) << 8 | UInt32($0.blue) }
    }

    private let dark: [UInt32] = [
        0x202020, 0x282828, 0x383838, 0x707070, 0xa0a0a0, 0xd0d0d0, 0xe0e0e0, 0xffffff,
        0xb05050, 0xb08050, 0xb0a050, 0x60a060, 0x60a0a0, 0x6080b0, 0xa060a0, 0x806040,
    ]
    private let light: [UInt32] = [
        0xffffff, 0xf0f0f0, 0xe0e0e0, 0x909090, 0x505050, 0x202020, 0x101010, 0x000000,
        0xa02020, 0xa06020, 0x805800, 0x206020, 0x206060, 0x2040a0, 0x702070, 0x604020,
    ]
    /// Darker grounds and bright colours.
    private let more: [UInt32] = [
        0x101010, 0x080808, 0xff8080, 0xffe080, 0x80ff80, 0x80ffff, 0x90c0ff, 0xff90ff,
    ]

    @Test func `On a dark ground states stand in the bright colours, bars in the calm ones`()
        throws
    {
        let theme = try theme(dark + more)
        #expect(value(theme[.failed].foreground) == 0xff8080)
        #expect(value(theme[.warning].foreground) == 0xffe080)
        #expect(value(theme[.completed].foreground) == 0x80ff80)
        #expect(value(theme[.inProgress].foreground) == 0x90c0ff)
        #expect(value(theme[.unknown].foreground) == 0xff90ff)
        #expect(value(theme[.barFailed].foreground) == 0xb05050)
        #expect(value(theme[.barSucceeded].foreground) == 0x60a060)
        #expect(value(theme[.field].background) == 0x101010)
        #expect(value(theme[.notice].foreground) == 0x080808)
        #expect(theme[.failed].foreground?.ansi == (try self.theme(dark))[.failed].foreground?.ansi)
    }

    @Test func `Bright colours that are too pale for a light ground are not used`() throws {
        let pale = try theme(light + [0xffffff, 0xffffff] + more.dropFirst(2))
        #expect(pale == (try theme(light)))
    }

    @Test(arguments: 1...50)
    func `No role is read worse for the eight colours`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let colors = (0..<24).map { _ in UInt32.random(in: 0...0xffffff, using: &random) }
        let (plain, whole) = (try theme(Array(colors.prefix(16))), try theme(colors))
        let grounds = [Role.text, .dialog, .selection]
        func worst(_ role: Role, in theme: Theme) throws -> Double {
            try grounds.map { ground in
                Contrast.ratio(
                    try #require(theme[role].foreground), try #require(theme[ground].background))
            }.min() ?? 0
        }
        for role in [Role.failed, .warning, .completed, .inProgress, .unknown] {
            #expect(try worst(role, in: whole) >= worst(role, in: plain))
        }
        for role in [Role.field, .notice, .activeTab] {
            func ratio(_ theme: Theme) throws -> Double {
                Contrast.ratio(
                    try #require(theme[role].foreground), try #require(theme[role].background))
            }
            #expect(try ratio(whole) >= ratio(plain))
        }
    }
}
