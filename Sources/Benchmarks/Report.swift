import JSON

/// What was measured, as a table for people or JSON for machines.
struct Report {
    /// The yardsticks that are not installed, or of no use here.
    var missing: [String] = []
    /// The lines of the table.
    var figures: [Figure] = []

    /// The table: figure, Vigil, yardstick, ratio, bound.
    var table: String {
        let head = ["FIGURE", "VIGIL", "YARDSTICK", "RATIO", "BOUND", ""]
        let rows =
            [head]
            + figures.map { figure in
                [
                    figure.name, "\(Self.short(figure.vigil)) \(figure.unit)",
                    figure.yardstick.map { "\($0.name) \(Self.short($0.value))" } ?? "",
                    figure.ratio.map(Self.short) ?? "", Self.text(figure.bound),
                    figure.isKept.map { $0 ? "kept" : "MISSED" } ?? "",
                ]
            }
        let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            var line = ""
            for (column, text) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - text.count)
                line += column == 0 || column > 3 ? text + padding : padding + text
                line += "  "
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }
        let absent = missing.isEmpty ? "" : "missing: \(missing.joined(separator: ", "))\n"
        return lines.joined() + absent
    }

    /// One object: the figures, and what was missing.
    var json: String {
        let lines = figures.map { figure -> JSON in
            let yardstick: JSON =
                figure.yardstick.map { ["name": .string($0.name), "value": Self.number($0.value)] }
                ?? .null
            return [
                "figure": .string(figure.name), "unit": .string(figure.unit),
                "vigil": Self.number(figure.vigil), "yardstick": yardstick,
                "ratio": figure.ratio.map(Self.number) ?? .null,
                "bound": .string(Self.text(figure.bound)),
                "kept": figure.isKept.map { .bool($0) } ?? .null,
            ]
        }
        let report: JSON = [
            "figures": .array(lines), "missing": .array(missing.map { .string($0) }),
        ]
        return report.text() + "\n"
    }

    private static func text(_ bound: Figure.Bound) -> String {
        switch bound {
        case .none: ""
        case .atMost(let limit): "at most \(short(limit))"
        case .ratioAtMost(let limit): "at most \(short(limit)) x"
        case .ratioAtLeast(let limit): "at least \(short(limit)) x"
        }
    }

    /// Three digits that say something.
    static func short(_ value: Double) -> String {
        let places = abs(value) >= 100 ? 1.0 : abs(value) >= 10 ? 10.0 : 100.0
        let rounded = (value * places).rounded() / places
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }

    private static func number(_ value: Double) -> JSON { .double(value) }
}
