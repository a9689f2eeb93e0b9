import Dashboard
import TerminalUI
import Testing

@testable import App

/// How themes are found and read.
struct ThemeFilesTests {
    let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    @Test func `Today's form and the older flat form give the same theme`() throws {
        let palette = Self.slots.enumerated().map { ($1, "\(10 + $0)a\(20 + $0)f") }
        let modern =
            "system: base16\nname: N\npalette:\n"
            + palette.map { "  \($0): \"#\($1)\"\n" }.joined()
        let older = "scheme: N\nauthor: A\n" + palette.map { "\($0): '\($1)'\n" }.joined()
        let themes = try [modern, older].map { text in
            try files().theme(named: try folder.write(text, to: "n.yaml"))
        }
        #expect(themes[0] == themes[1])
        #expect(themes[0].name == "n")
        let ground = try #require(themes[0][.text].background)
        #expect((ground.red, ground.green, ground.blue) == (0x10, 0xA2, 0x0F))
    }

    @Test func `The first folder that has a name wins, and the default comes first`() throws {
        try folder.write(scheme("111111"), to: ".config/vigil/themes/zenith.yaml")
        try folder.write(scheme("222222"), to: ".local/share/vigil/themes/zenith.yaml")
        try folder.write(scheme("333333"), to: ".local/share/vigil/themes/amber.yml")
        try folder.write(scheme("444444"), to: "clone/themes/birch.yaml")
        try folder.write("broken: [", to: "clone/themes/broken.yaml")
        try folder.write("no theme", to: "clone/themes/README.md")
        let files = files(executable: folder.path + "/clone/.build/x86_64/debug/vigil")
        let available = files.available().map(\.name)
        #expect(available.first == "vigil-dark")
        #expect(available.filter { !$0.hasPrefix("vigil-") } == ["amber", "birch", "zenith"])
        #expect(try files.theme(named: "zenith")[.text].background?.red == 0x11)
        #expect(try files.theme(named: "birch")[.text].background?.red == 0x44)
        #expect(try files.theme(named: "~/clone/themes/birch.yaml").name == "birch")
    }

    @Test func `The default is there without any folder, and a file of its name replaces it`()
        throws
    {
        #expect(try files().theme(named: "vigil-dark") == Theme.standard)
        #expect(files().available().first == Theme.standard)
        try folder.write(scheme("555555"), to: ".config/vigil/themes/vigil-dark.yaml")
        #expect(try files().theme(named: "vigil-dark")[.text].background?.red == 0x55)
        #expect(files().available().first?[.text].background?.red == 0x55)
    }

    @Test func `An unknown name is answered with what there is`() throws {
        try folder.write(scheme("111111"), to: ".config/vigil/themes/nord.yaml")
        let there = files().available().map(\.name).joined(separator: ", ")
        #expect(
            failure("nrod")
                == #"there is no theme "nrod"; did you mean nord? (there are \#(there))"#)
        #expect(failure("qqqqq\u{1B}[2J")?.contains("\u{1B}") == false)
        #expect(failure("./gone.yaml") == "./gone.yaml: does not exist; correct the path")
    }

    @Test(arguments: [
        ("", ":1:1: base0B is missing"),
        ("base0B: #86d8a4", ":12:8: base0B has no colour; quote it, as # starts a comment"),
        ("base0B: green", ##":12:9: base0B must be a colour such as "#1a2029", not "green""##),
        ("base0B: +86d8a", ##":12:9: base0B must be a colour such as "#1a2029", not "+86d8a""##),
        (
            "base0B: 86d8a4\nbase11: 7",
            ##":13:9: base11 must be a colour such as "#1a2029", not "7""##
        ),
        ("base0B: 86d8a4\nsystem: base8", ":13:9: system must be base16 or base24"),
        ("base0B: 86d8a4\npalette: x", ":13:10: no palette of base00 to base0F is here"),
        ("base0B: {]", ":12:10: did not find expected node content"),
    ])
    func `A faulty scheme is refused with file and line`(line: String, message: String) throws {
        let path = try folder.write(scheme("111111", greenAs: line), to: "faulty.yaml")
        #expect(failure(path) == path + message)
    }

    private static let slots = (0..<16).map { slot in
        "base0" + String(slot, radix: 16, uppercase: true)
    }

    /// A flat scheme of one colour, with another line for base0B.
    private func scheme(_ color: String, greenAs line: String? = nil) -> String {
        Self.slots.map { slot in
            if slot == "base0B", let line { return line + "\n" }
            return "\(slot): '\(color)'\n"
        }.joined()
    }

    private func files(executable: String? = nil) -> ThemeFiles {
        ThemeFiles(
            directories: BaseDirectories(environment: [:], home: folder.path),
            executable: executable)
    }

    private func failure(_ name: String) -> String? {
        do throws(ConfigurationFailure) {
            _ = try files().theme(named: name)
            return nil
        } catch {
            return error.description
        }
    }
}
