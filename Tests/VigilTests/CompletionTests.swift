import Foundation
import TerminalUI
import TestSupport
import Testing

private let batch = "f208a887-9fa6-4447-a52b-c1d6e089536f"

/// The completion scripts in the shells they are for.
@Suite(.ownThread) struct CompletionTests {
    private func script(_ shell: String, _ home: Home) async throws -> String {
        let run = try await CommandRun(["completions", shell], home: home)
        #expect(run.status == 0)
        return try home.write(run.output, to: "completion.\(shell)")
    }

    private func homeWithItems() async throws -> Home {
        let home = try Home()
        _ = try await CommandRun(["track", "reap", batch, "--label", "March import"], home: home)
        _ = try await CommandRun(
            ["track", "stamps", "bulk_stamp_v2_abc", "--label", "April stamps"], home: home)
        return home
    }

    /// What bash offers at the end of words that are split as readline splits them.
    private func bash(_ words: [String], _ home: Home, _ script: String) async throws -> [String] {
        let typed = words.map { "'\($0)'" }.joined(separator: " ")
        let line = """
            source '\(script)'; COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count - 1); _vigil
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let run = try await Tool.bash.run(
            ["--norc", "-c", line], environment: home.shellEnvironment)
        #expect(run.error.isEmpty, "\(run.error)")
        return run.output.split(separator: "\n").map(String.init).sorted()
    }

    @Test(.enabled(if: Tool.bash.isInstalled, "bash is not installed"))
    func `bash completes commands, options, their values and what is tracked`() async throws {
        let home = try await homeWithItems()
        let script = try await script("bash", home)
        let folder = repository.appending(path: "themes").path
        let shippedThemes = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        let cases: [([String], [String])] = [
            (["vigil", "unt"], ["untrack"]),
            (["vigil", "--the"], ["--theme"]),
            (["vigil", "--theme", "vigil-l"], ["vigil-light"]),
            (["vigil", "--theme", ""], shippedThemes),
            (["vigil", "--json", "conf"], ["config"]),
            (["vigil", "--store", "x.db", "conf"], ["config"]),
            (["vigil", "config", ""], ["check", "init", "path", "show"]),
            (["vigil", "list", "--kind", "rea"], ["reap"]),
            (["vigil", "list", "--kind", "=", "rea"], ["reap"]),
            (["vigil", "list", "--sta"], ["--state"]),
            (["vigil", "list", "--kind", "reap", "--qui"], ["--quiet"]),
            (["vigil", "track", "st"], ["stamps"]),
            (["vigil", "upload", ""], ["deepvue", "reap"]),
            (["vigil", "completions", "z"], ["zsh"]),
            (["vigil", "audit", ""], ["export", "list", "verify"]),
            (["vigil", "audit", "list", "f20"], [batch]),
            (["vigil", "store", "ba"], ["backup"]),
            (["vigil", "export", ""], ["metrics"]),
            (["vigil", "stamps", "--group", "a"], ["available"]),
            (["vigil", "list", "--format", "c"], ["csv"]),
            (["vigil", "audit", "--format", ""], ["csv", "jsonl"]),
            (["vigil", "untrack", "f20"], [batch]),
            (["vigil", "untrack", "--", "f20"], [batch]),
            (["vigil", "untrack", "reap", ":", "f2"], [batch]),
            (["vigil", "untrack", "march"], [batch]),
            (["vigil", "stamps", ""], ["bulk_stamp_v2_abc"]),
            (["vigil", "results", "f20"], []),
            (["vigil", "untrack", batch, "bulk"], ["bulk_stamp_v2_abc"]),
            (["vigil", "track", "reap", "--label", ""], []),
        ]
        for (words, expected) in cases {
            #expect(try await bash(words, home, script) == expected, "\(words)")
        }
        try home.write("", to: "march.csv")
        let file = "\(home.path)/mar"
        #expect(
            try await bash(["vigil", "upload", "reap", file], home, script) == [file + "ch.csv"])
    }

    @Test(.enabled(if: Tool.bash.isInstalled, "bash is not installed"))
    func `What is typed in bash is completed with Tab`() async throws {
        let home = try await homeWithItems()
        let script = try await script("bash", home)
        let shell = try ProgramOnTerminal(
            Tool.bash.path ?? "", ["--norc", "--noprofile", "-i"],
            environment: home.shellEnvironment, size: .init(width: 120, height: 24))
        defer { shell.close() }
        shell.send("source \(script); PS1='> '\n")
        try await shell.waitFor("> ")
        shell.send("vigil untr\t")
        try await shell.waitUntil("the command") { $0.shows("> vigil untrack") }
        shell.send("reap:f2\t")
        try await shell.waitFor("> vigil untrack reap:\(batch)")
    }

    @Test(.enabled(if: Tool.zsh.isInstalled, "zsh is not installed"))
    func `What is typed in zsh is completed with Tab`() async throws {
        let home = try await homeWithItems()
        let script = try await script("zsh", home)
        let shell = try ProgramOnTerminal(
            Tool.zsh.path ?? "", ["-f", "-i"], environment: home.shellEnvironment,
            size: .init(width: 160, height: 30))
        defer { shell.close() }
        shell.send("autoload -Uz compinit; compinit -u -d $HOME/dump; source \(script); PS1='> '\n")
        try await shell.waitUntil("the prompt") { $0.rows.contains { $0.hasPrefix(">") } }
        for (typed, shown) in [
            ("vigil unt\t", "> vigil untrack"),
            ("f20\t", "> vigil untrack \(batch)"),
            ("\u{15}vigil list --kin\t", "> vigil list --kind="),
            ("rea\t", "> vigil list --kind=reap"),
            ("\u{15}vigil config sh\t", "> vigil config show"),
            ("\u{15}vigil untrack march\t", "> vigil untrack \(batch)"),
        ] {
            shell.send(typed)
            try await shell.waitFor(shown)
        }
    }

    @Test(.enabled(if: Tool.fish.isInstalled, "fish is not installed"))
    func `fish completes commands, options, their values and what is tracked`() async throws {
        let home = try await homeWithItems()
        let script = try await script("fish", home)
        for (line, expected) in [
            ("vigil unt", ["untrack"]), ("vigil list --sta", ["--state"]),
            ("vigil list --kind rea", ["reap"]), ("vigil list --kind=rea", ["--kind=reap"]),
            ("vigil config in", ["init"]), ("vigil --store x.db conf", ["config"]),
            ("vigil untrack f20", [batch]), ("vigil untrack reap:f", ["reap:\(batch)"]),
            ("vigil track st", ["stamps"]), ("vigil completions z", ["zsh"]),
        ] {
            let run = try await Tool.fish.run(
                ["--no-config", "-c", "source '\(script)'; complete -C '\(line)'"],
                environment: home.shellEnvironment)
            #expect(run.error.isEmpty, "\(run.error)")
            let offered = run.output.split(separator: "\n").map { line in
                String(line.prefix { $0 != "\t" })
            }
            #expect(offered == expected, "\(line)")
        }
    }

    @Test func `What shells ask while somebody types is silent whatever is wrong`() async throws {
        let home = try Home()
        try home.write("vendors: [", to: "broken.yaml")
        for arguments in [
            ["completions", "refs", "--", "untrack", "f"],
            ["completions", "refs", "--", "--config", "\(home.path)/broken.yaml", "f"],
            ["completions", "refs", "--", "--store=/proc/none.db", "f"], ["completions", "refs"],
        ] {
            let run = try await CommandRun(arguments, home: home)
            #expect(run.status == 0 && run.output.isEmpty && run.error.isEmpty)
        }
        let run = try await CommandRun(["completions", "zhs"], home: home)
        #expect(run.status == 2)
        #expect(run.error.contains("did you mean zsh?"))
    }
}
