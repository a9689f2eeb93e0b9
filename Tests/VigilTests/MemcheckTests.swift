import Foundation
import TerminalUI
import TestSupport
import Testing

/// A short story under valgrind, which sees what sanitizers cannot: memory that libraries misuse,
/// and what nobody can free any more.
@Suite(
    .ownThread, .disabled(if: sanitizer != nil, "valgrind cannot run what a sanitizer watches"),
    .enabled(
        if: Tool.valgrind.isInstalled && Tool.strip.isInstalled, "valgrind or strip is missing"))
struct MemcheckTests {
    @Test func `A shift under valgrind touches no memory that is not its own, and loses none`()
        async throws
    {
        let shift = try await Shift(speed: "20")
        for kind in ["reap", "stamps", "kyc", "deepvue"] { try await shift.track(kind) }
        let (program, log) = ("\(shift.home.path)/vigil", "\(shift.home.path)/memcheck")
        // Valgrind takes what the compiler writes for debuggers for damaged.
        _ = try await Tool.strip.run(["-g", "-o", program, builtProduct("vigil")])
        let arguments = [
            "--log-file=\(log)", "--leak-check=full", "--errors-for-leak-kinds=definite",
            "--show-leak-kinds=definite", "--num-callers=30",
        ]
        let screen = try ProgramOnTerminal(
            try #require(Tool.valgrind.path),
            arguments + [program, "--config", shift.configuration],
            environment: shift.home.environment, size: Size(width: 100, height: 30))
        let patience = Duration.seconds(300)
        try await screen.waitFor("5,000", deadline: patience)
        for (key, sign) in [
            ("2", "Available"), ("3", "TAX_VERIFICATION_FAILED"), ("4", "WHAT HAPPENED"),
            ("5", "answering"), ("?", "Keys: Vendors"),
        ] {
            screen.send(key)
            try await screen.waitFor(sign, deadline: patience)
        }
        screen.send(.escape)
        try await screen.waitUntil("the help gone", deadline: patience) {
            !$0.shows("Keys: Vendors")
        }
        screen.send("1")
        try await screen.waitFor("Onboarding", deadline: patience)
        try screen.resize(Size(width: 140, height: 40))
        screen.send("/wave\r")
        try await screen.waitUntil("what matches alone", deadline: patience) {
            $0.shows("Onboarding wave 7") && !$0.shows("UPI check")
        }
        screen.send("\rT")
        try await screen.waitFor("Batches › ", deadline: patience)
        screen.send(.control("c"))
        #expect(try await screen.waitForExit(deadline: patience) == .exited(0))
        #expect(screen.screen.leftovers.isEmpty)
        let found = try String(contentsOfFile: log, encoding: .utf8)
        #expect(found.contains("ERROR SUMMARY: 0 errors"), "\(found.suffix(6000))")
    }
}
