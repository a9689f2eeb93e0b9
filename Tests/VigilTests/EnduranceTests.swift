import Foundation
import TerminalUI
import TestSupport
import Testing

/// The short form of `benchmarks --only endurance`. `VIGIL_ENDURANCE_SECONDS=600` makes it longer.
@Suite(.ownThread) struct EnduranceTests {
    /// What the program holds at one moment.
    private struct Holding {
        let threads: Int
        let files: Int
        let megabytes: Double

        init(_ process: Int32) {
            let figures = ProcessFigures(process: process)
            threads = figures.threads
            files = figures.openFiles
            megabytes = figures.residentMegabytes
        }
    }

    /// A third of the requests fail, and one vendor after the other is away for some seconds.
    private static let faults = "flaky,reap:outage,dollarpe:outage"

    @Test func `A shift with failing vendors leaves threads, files and memory as they were`()
        async throws
    {
        let environment = ProcessInfo.processInfo.environment
        let seconds = environment["VIGIL_ENDURANCE_SECONDS"].flatMap { Int($0) } ?? 16
        // Five of the vendors' minutes away and five there: six seconds each.
        let shift = try await Shift(speed: "50", batches: "200", faults: Self.faults)
        for kind in ["reap", "stamps", "kyc", "deepvue"] {
            let ids = try await shift.items().filter { $0.kind == kind }.map(\.id)
            let file = try shift.home.write(ids.joined(separator: "\n"), to: "\(kind).txt")
            #expect(try await shift.vigil("track", kind, "--from", file).status == 0)
        }
        let screen = try shift.dashboard()
        try await screen.waitFor("CHECKED")
        var holdings: [Holding] = []
        for moment in 0..<seconds * 10 {
            screen.send(ShiftScript.keys(at: moment))
            if let size = ShiftScript.size(at: moment) { try screen.resize(size) }
            try await screen.watch(for: .milliseconds(100))
            holdings.append(Holding(screen.process))
        }
        // The first half brings what is loaded and kept once.
        let early = holdings.prefix(holdings.count / 2)
        let late = holdings.suffix(holdings.count / 4)
        func grows(_ value: (Holding) -> Double) -> Double {
            (late.map(value).max() ?? 0) - (early.map(value).max() ?? 0)
        }
        print(
            "endurance: \(seconds) s, \(late.last?.threads ?? 0) threads, "
                + "\(late.last?.files ?? 0) files, \(late.last?.megabytes ?? 0) MiB")
        #expect(grows { Double($0.threads) } <= 2)
        #expect(grows { Double($0.files) } <= 4)
        // What is freed stays with a sanitizer for a while.
        #expect(sanitizer != nil || grows(\.megabytes) <= 4)
        try screen.resize(Size(width: 100, height: 30))
        screen.send(.control("c"))
        try await screen.watch(for: .milliseconds(300))
        screen.send(.control("c"))
        #expect(try await screen.waitForExit() == .exited(0))
        #expect(screen.screen.leftovers.isEmpty)
        #expect(screen.screen.unknown.isEmpty)
    }
}
