import TerminalUI
import TestSupport
import Testing

@Test func `A program on the emulated terminal is seen, typed to, resized and ended`() async throws
{
    let shell = try ProgramOnTerminal(
        "/bin/bash", ["--norc", "-i"], environment: ["PS1": "ready> "],
        size: Size(width: 60, height: 9))
    try await shell.waitFor("ready>")
    shell.send("stty size; tput setaf 1; echo r\u{E9}d 日本\r")
    try await shell.waitFor("9 60")
    try await shell.waitUntil("a red word") { screen in
        guard let y = screen.rows.firstIndex(of: "r\u{E9}d 日本") else { return false }
        return screen.grid[y][1].style.foreground == .indexed(1)
    }
    try shell.resize(Size(width: 40, height: 8))
    shell.send("stty size\r")
    try await shell.waitFor("8 40")
    shell.send("exit 3")
    shell.send(.enter)
    #expect(try await shell.waitForExit() == .exited(3))
}

@Test func `A condition that is not met in time fails with the screen's text`() async throws {
    let program = try ProgramOnTerminal("/bin/sh", ["-c", "echo here; sleep 60"])
    try await program.waitFor("here")
    let failure = await #expect(throws: TestFailure.self) {
        try await program.waitFor("there", deadline: .milliseconds(50))
    }
    #expect(failure?.description.contains("|here") == true)
    program.close()
}

@Test func `A program without a terminal is read to its end`() async throws {
    let output = try await ProgramOutput.of(
        "/bin/sh", ["-c", "cat; echo $0 >&2; kill -9 $$", "name"], input: "yes")
    #expect(output.ending == .killed(9))
    #expect(output.output == "yes")
    #expect(output.error == "name\n")
}
