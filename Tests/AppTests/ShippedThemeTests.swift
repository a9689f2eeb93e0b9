import Dashboard
import FoundationEssentials
import Glibc
import Testing

@testable import App
@testable import TerminalUI

/// The themes in the folder `themes`.
struct ShippedThemeTests {
    static let names = [
        "vigil-contrast", "vigil-contrast-light", "vigil-dark", "vigil-dusk", "vigil-light",
        "vigil-mono", "vigil-night", "vigil-safe", "vigil-safe-light",
    ]

    /// Roles whose colour tells the state of work.
    static let states: [Role] = [.pending, .inProgress, .completed, .failed, .unknown, .warning]

    /// Roles that are read as text, wherever the theme puts them.
    static let texts: [Role] =
        states + [
            .text, .muted, .title, .activeTab, .tab, .columnHead, .sortedHead, .selection, .key,
            .keyLabel, .dialog, .fieldName, .field, .activeField, .filter, .notice,
        ]

    @Test func `The folder holds the shipped themes`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(
            files.filter { $0.hasSuffix(".yaml") }.sorted()
                == Self.names.map { $0 + ".yaml" }.sorted())
    }

    @Test func `The theme in the program is the one in its file`() throws {
        #expect(try Self.shipped("vigil-dark") == Theme.standard)
    }

    @Test(arguments: names)
    func `Text is readable and every state is, also in a dialog and on the selected row`(
        name: String
    ) throws {
        let theme = try Self.shipped(name)
        let grounds = try [Role.text, .dialog, .selection].map { role in
            try #require(theme[role].background)
        }
        #expect(Set(grounds).count == 3)
        let text = try #require(theme[.text].foreground)
        #expect(Luminance.contrast(text, grounds[0]) >= 7)
        let least = name.hasPrefix("vigil-contrast") ? 7.0 : 4.5
        for role in Self.states {
            let color = try #require(theme[role].foreground)
            for ground in grounds {
                let contrast = Luminance.contrast(color, ground)
                #expect(contrast >= least, "\(role) in \(name)")
            }
        }
        for role in Self.texts {
            let style = theme[role]
            let contrast = Luminance.contrast(
                try #require(style.foreground), try #require(style.background))
            #expect(contrast >= least, "\(role) in \(name)")
        }
    }

    @Test(arguments: names)
    func `The parts of a bar and the lines of a frame can be seen`(name: String) throws {
        let theme = try Self.shipped(name)
        for role in [Role.barSucceeded, .barFailed] {
            let style = theme[role]
            #expect(
                Luminance.contrast(
                    try #require(style.foreground), try #require(style.background)) >= 3)
        }
        let border = theme[.border]
        #expect(
            Luminance.contrast(
                try #require(border.foreground), try #require(border.background)) >= 2)
    }

    @Test(arguments: names)
    func `In 256 colours text and states are readable too`(name: String) throws {
        let theme = try Self.shipped(name)
        func shown(_ color: Color?) throws -> Color {
            let fixed = Color.fixed(try #require(color).indexed256)
            return Color(
                red: UInt8(fixed.red), green: UInt8(fixed.green), blue: UInt8(fixed.blue), ansi: 0)
        }
        for ground in [Role.text, .dialog, .selection] {
            for role in Self.states {
                let contrast = Luminance.contrast(
                    try shown(theme[role].foreground), try shown(theme[ground].background))
                #expect(contrast >= 4.5, "\(role) on \(ground) in \(name)")
            }
        }
        for role in Self.texts {
            let style = theme[role]
            #expect(
                Luminance.contrast(try shown(style.foreground), try shown(style.background)) >= 4.5,
                "\(role) in \(name)")
        }
    }

    @Test(arguments: names)
    func `In sixteen and eight colours nothing is hidden, and light themes are light`(
        name: String
    ) throws {
        let theme = try Self.shipped(name)
        let ground = try #require(theme[.text].background)
        #expect(ground.ansi == (name.hasSuffix("light") ? 15 : 0))
        for role in Self.texts {
            let style = theme[role]
            let pair = (
                try #require(style.foreground).ansi, try #require(style.background).ansi
            )
            #expect(pair.0 != pair.1, "\(role) in \(name)")
        }
    }

    @Test(arguments: ["vigil-safe", "vigil-safe-light"], ColorVision.allCases)
    func `In the safe themes what failed, succeeded, goes on and is warned of differ to everybody`(
        name: String, vision: ColorVision
    ) throws {
        let theme = try Self.shipped(name)
        let roles: [Role] = [.failed, .completed, .inProgress, .warning]
        for (index, role) in roles.enumerated() {
            for other in roles.dropFirst(index + 1) {
                let difference = vision.difference(
                    try #require(theme[role].foreground), try #require(theme[other].foreground))
                #expect(difference >= 0.12, "\(role) and \(other)")
            }
        }
        // In a bar the two parts meet.
        #expect(
            vision.difference(
                try #require(theme[.barSucceeded].foreground),
                try #require(theme[.barFailed].foreground)) >= 0.18)
    }

    private static let folder =
        #filePath.split(separator: "/").dropLast(3)
        .reduce(into: "") { $0 += "/" + $1 } + "/themes"

    private static func shipped(_ name: String) throws -> Theme {
        try ThemeFiles(
            directories: BaseDirectories(environment: [:], home: "/nowhere"), executable: nil
        ).theme(named: folder + "/\(name).yaml")
    }
}
