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
        screen.rows.contains("r\u{E9}d 日本")
    }
    try shell.resize(Size(width: 40, height: 8))
    shell.send("stty size\r")
    try await shell.waitFor("8 40")
    shell.send("exit 3")
    shell.send(.enter)
    #expect(try await shell.waitForExit() == .exited(3))
    let output = try await ProgramOutput.of("/bin/sh", ["-c", "cat; echo no >&2"], input: "yes")
    #expect(output.ending == .exited(0))
    #expect(output.output == "yes")
    #expect(output.error == "no\n")
}
