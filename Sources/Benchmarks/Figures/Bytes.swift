import TestSupport

/// What is written to the terminal when one thing on the screen moves.
enum Bytes {
    static let benchmark = Benchmark(
        name: "bytes", measures: "bytes for one moved selection and one moved bar", run: run)

    private static func run(_ bench: Workbench) async throws -> [Figure] {
        let (own, floor) = try await bench.pair(items: 100)
        defer {
            own.close()
            floor.close()
        }
        bench.progress("bytes")
        let mine = try bytesPerMove(own)
        let least = try bytesPerMove(floor)
        return [
            Figure(
                name: "bytes for a moved selection", vigil: mine.written,
                yardstick: ("its cells", mine.needed), unit: "B", bound: .ratioAtMost(1)),
            Figure(
                name: "bytes beside the floor's", vigil: mine.written,
                yardstick: ("floor", least.written), unit: "B"),
            try await movedBar(bench),
        ]
    }

    /// What was written for a moved selection, and what the cells that changed need.
    private static func bytesPerMove(
        _ program: ScreenProgram
    ) throws -> (written: Double, needed: Double) {
        program.settle()
        var counts: [Double] = []
        var needs: [Double] = []
        for place in 2...12 {
            let before = program.bytes
            let screen = program.screen
            program.send("j")
            try program.wait("row \(place)") { $0.isAt("\(place)/100") }
            program.settle(quiet: .milliseconds(20))
            counts.append(Double(program.bytes - before))
            needs.append(Double(need(from: screen, to: program.screen)))
        }
        return (counts.median, needs.median)
    }

    /// The bytes of the glyphs of the cells that changed, of the colours and attributes that change
    /// from one of them to the next, and of a move of the cursor to each row.
    private static func need(from before: TerminalEmulator, to after: TerminalEmulator) -> Int {
        var bytes = 0
        var style = TerminalStyle()
        for (old, new) in zip(before.grid, after.grid) where old != new {
            bytes += 7
            for (was, cell) in zip(old, new) where was != cell {
                let attributes = cell.style.attributes != style.attributes
                if attributes { bytes += 9 }
                if attributes || cell.style.foreground != style.foreground { bytes += 11 }
                if attributes || cell.style.background != style.background { bytes += 11 }
                bytes += cell.text.utf8.count
                style = cell.style
            }
        }
        return bytes
    }

    /// One item is asked about by hand, and nothing but its bar, numbers and notice moves.
    private static func movedBar(_ bench: Workbench) async throws -> Figure {
        let vendor = try BatchVendor()
        defer { vendor.stop() }
        let home = try await bench.home(
            named: "bar", items: 20, port: vendor.port, every: "2s")
        let own = try ScreenProgram(bench.vigil, home.arguments)
        defer { own.close() }
        try own.wait("the list") { $0.isAt("1/20") }
        own.settle(quiet: .milliseconds(20), deadline: .seconds(5))
        let checked = vendor.answered
        let before = own.bytes
        own.watch(for: .seconds(20))
        let changes = Double(max(1, vendor.answered - checked))
        return Figure(
            name: "bytes for a moved bar", vigil: Double(own.bytes - before) / changes, unit: "B",
            bound: .atMost(200))
    }
}
