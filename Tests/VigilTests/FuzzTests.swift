import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// Random keys, clicks, pastes and sizes against the running demo. `VIGIL_FUZZ_KEYS=100000` makes
/// it long, `VIGIL_FUZZ_SEED` another one, `VIGIL_FUZZ_PROGRAM` is another build.
@Suite(.ownThread) struct FuzzTests {
    private static let keys: [Key] = [
        .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home,
        .end, .pageUp, .pageDown, .insert, .function(1), .control("a"), .control("k"),
        .control("l"), .control("u"), .control("w"), .alt("b"),
    ]
    private static let pastes = [
        "state:failed", "x\u{1B}[2J\u{7}", "三月", String(repeating: "long ", count: 300), "a\nb\tc",
    ]

    @Test
    func `Whatever is typed, clicked, pasted and resized, it lives and gives the terminal back`()
        async throws
    {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["VIGIL_FUZZ_KEYS"].flatMap { Int($0) } ?? 1000
        let seed = environment["VIGIL_FUZZ_SEED"].flatMap { UInt64($0) } ?? 11
        // What keys fetch goes into the folder that the program was started in.
        let home = try Home()
        let demo = try ProgramOnTerminal(
            environment["VIGIL_FUZZ_PROGRAM"] ?? builtProduct("vigil"),
            ["demo", "--seed", "1", "--speed", "60"],
            environment: ["TMPDIR": "/tmp"], size: Size(width: 100, height: 30),
            directory: home.path)
        try await demo.waitFor("March import")
        var generator = SeededGenerator(seed: seed)
        var early = 0
        for round in 0..<count {
            try step(demo, &generator)
            if round % 20 == 19 { try await demo.watch(for: .milliseconds(2)) }
            if round % 500 == 499 { try await settle(demo) }
            if round == count / 5 { early = try residentKilobytes(of: demo.process) }
        }
        try await settle(demo)
        let late = try residentKilobytes(of: demo.process)
        print("fuzz: \(count) inputs, seed \(seed): \(early) kB early, \(late) kB at the end")
        // The address sanitizer keeps what was freed.
        if sanitizer != "address" {
            #expect(
                late < early + 24_000 + count / 10, "memory grows: \(early) kB, then \(late) kB")
        }
        try demo.resize(Size(width: 100, height: 30))
        // Twice, because quitting asks while a form is open.
        demo.send(.control("c"))
        try await demo.watch(for: .milliseconds(300))
        demo.send(.control("c"))
        #expect(try await demo.waitForExit() == .exited(0))
        #expect(demo.screen.leftovers.isEmpty)
        #expect(demo.screen.unknown.isEmpty)
    }

    /// Waits until a key is answered, which nothing that was typed before may prevent.
    private func settle(_ demo: ProgramOnTerminal) async throws {
        try demo.resize(Size(width: 90, height: 28))
        try await demo.waitUntil("the screen whole") { $0.rows[0].hasPrefix(" VIGIL") }
    }

    private func step(
        _ demo: ProgramOnTerminal, _ generator: inout SeededGenerator
    ) throws {
        switch Int.random(in: 0..<100, using: &generator) {
        case ..<55:
            // Printable characters but those that ask to quit.
            let letter = Unicode.Scalar(UInt8.random(in: 0x20..<0x7F, using: &generator))
            if letter != "q" { demo.send(String(Character(letter))) }
        case ..<80: demo.send(Self.keys.randomElement(using: &generator) ?? .enter)
        case ..<93:
            let actions: [Mouse.Action] = [.press, .doubleClick, .scrollUp, .scrollDown]
            let place = Position(
                x: .random(in: 0..<120, using: &generator),
                // The last row has the key that quits.
                y: .random(in: 0..<27, using: &generator))
            demo.send(Mouse(actions.randomElement(using: &generator) ?? .press, at: place))
        case ..<97: demo.paste(Self.pastes.randomElement(using: &generator) ?? "")
        default:
            try demo.resize(
                Size(
                    width: .random(in: 20...200, using: &generator),
                    height: .random(in: 28...60, using: &generator)))
        }
    }

    /// What the process holds in memory (proc(5), VmRSS).
    private func residentKilobytes(of process: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return Int(line.filter(\.isNumber)) ?? 0
    }
}
