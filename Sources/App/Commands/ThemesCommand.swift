import Dashboard
import Domain
import JSON
import TerminalUI

/// `vigil themes`: lists the themes with a swatch, or checks a scheme file.
enum ThemesCommand {
    static let spec = CommandSpec(
        name: "themes", operands: "",
        summary: "list the themes with a swatch, or check a scheme file",
        options: [
            OptionSpec(
                "check", "FILE", "say what is wrong in a scheme file and what is hard to read")
        ],
        example: "vigil themes --check my-theme.yaml",
        result: #"{"command": "themes", "ok", "themes": [{"name", "colors"}]}, or "faults""#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if let extra = invocation.operands.first {
            throw ProgramFailure(
                .usage, "themes: takes no \(PlainText.quoted(extra))",
                hint: "vigil --theme NAME opens the dashboard in a theme")
        }
        let directories = invocation.host.directories
        if let file = invocation.value("check") {
            return try check(directories.expanded(file), invocation)
        }
        let themes = ThemeFiles(directories: directories).available()
        if invocation.has("json") {
            let answer: JSON = [
                "command": "themes", "ok": true, "themes": .array(themes.map(json)),
            ]
            Standard.output(answer.text() + "\n")
        } else {
            let paint = Paint(invocation)
            let width = themes.map { TextWidth.of($0.name) }.max() ?? 0
            for theme in themes {
                let name = PlainText.of(theme.name)
                let space = String(repeating: " ", count: width - TextWidth.of(name))
                let swatch = paint.depth == .none ? "" : "\(space)  \(swatch(theme, paint))"
                Standard.output("\(name)\(swatch)\n")
            }
        }
        return .done
    }

    private static let samples: [(Role, String)] = [
        (.text, " text "), (.muted, "muted "), (.pending, "pending "), (.inProgress, "running "),
        (.completed, "completed "), (.failed, "failed "), (.warning, "overdue "),
        (.unknown, "unknown "), (.selection, " selected "), (.notice, " notice "),
    ]

    private static func swatch(_ theme: Theme, _ paint: Paint) -> String {
        samples.map { paint.painted($0.1, theme[$0.0]) }.joined()
    }

    private static func json(_ theme: Theme) -> JSON {
        [
            "name": .string(theme.name),
            "colors": .object(
                samples.map { role, _ in
                    JSON.Member(
                        "\(role)",
                        [
                            "foreground": JSON(theme[role].foreground?.hex),
                            "background": JSON(theme[role].background?.hex),
                        ])
                }),
        ]
    }

    private static func check(
        _ path: String, _ invocation: Invocation
    ) throws(ProgramFailure) -> ExitStatus {
        let contents: FileContents
        do throws(FileFault) {
            contents = try FileContents(path: path, limit: 64 << 10)
        } catch {
            throw ProgramFailure(ConfigurationFailure(error, of: path))
        }
        let reading = SchemeReading(contents.bytes, file: path)
        var findings = reading.faults
        if let palette = reading.palette {
            findings = weaknesses(palette, reading.places, path)
        }
        if invocation.has("json") {
            let answer: JSON = [
                "command": "themes", "ok": .bool(findings.isEmpty), "path": .string(path),
                "faults": .array(
                    findings.map { finding in
                        [
                            "line": JSON(finding.place?.line),
                            "message": .string(finding.message.withoutControlCharacters),
                        ]
                    }),
            ]
            Standard.output(answer.text() + "\n")
        } else if findings.isEmpty {
            if !invocation.has("quiet") {
                Standard.output("\(PlainText.of(path, limit: .max)): ok\n")
            }
        }
        for finding in findings { Standard.error("vigil: \(finding)\n") }
        if findings.isEmpty { return .done }
        return reading.palette == nil ? .configuration : .workFailed
    }

    /// The pairs of slots that a role sets on each other although they are hard to tell apart.
    private static func weaknesses(
        _ palette: Base16, _ places: [Int: ConfigurationFailure.Place], _ path: String
    ) -> [ConfigurationFailure] {
        func slot(_ color: Color) -> Int? { (0..<16).first { palette[$0] == color } }
        var seen: Set<[Int]> = []
        return Contrast.weaknesses(of: Theme(name: path, palette: palette)).compactMap { weakness in
            guard let front = slot(weakness.foreground), let ground = slot(weakness.background),
                seen.insert([front, ground]).inserted
            else { return nil }
            // Rounded down: 4.48 is not 4.5.
            let tenths = Int(weakness.ratio * 10)
            let names = SchemeReading.slots
            return ConfigurationFailure(
                file: path, place: places[front],
                message: "\(names[front]) on \(names[ground]) (\(weakness.role)) has a contrast of "
                    + "\(tenths / 10).\(tenths % 10):1; text needs 4.5:1")
        }
    }
}

extension Color {
    /// `#rrggbb`.
    fileprivate var hex: String {
        "#"
            + [red, green, blue].map { part in
                (part < 16 ? "0" : "") + String(part, radix: 16)
            }.joined()
    }
}
