import Foundation
import TerminalUI
import TestSupport
import Testing

private let batch = "f208a887-9fa6-4447-a52b-c1d6e089536f"

/// `vigil config`, `themes`, `export` and `manual` as a user meets them.
@Suite(.ownThread) struct SystemCommandTests {
    @Test func `config init writes a private file once, which check finds free of faults`()
        async throws
    {
        let home = try Home()
        let file = "\(home.path)/.config/vigil/config.yaml"
        let path = try await CommandRun(["config", "path"], home: home)
        #expect(path.output == file + "\n")
        let first = try await CommandRun(["config", "init"], home: home)
        #expect(first.status == 0, "\(first.error)")
        #expect(first.output == "written: \(file)\n")
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let again = try await CommandRun(["config", "init"], home: home)
        #expect(again.status == 6)
        #expect(again.error.contains("exists already") && again.error.contains("--force"))
        try Data("vendors: {}\n".utf8).write(to: URL(filePath: file))
        #expect(try await CommandRun(["config", "init", "--force"], home: home).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("# Vigil's"))
        let check = try await CommandRun(["config", "check"], home: home)
        #expect(check.status == 0 && check.output == "\(file): ok\n")
    }

    @Test func `config check tells every fault with its place, for people and programs`()
        async throws
    {
        let home = try Home()
        let file = try home.write(
            "poling: {}\npolling: {reap: {evry: 1s}}\nappearance: {theme: vigil-drak}\n",
            to: "faulty.yaml")
        let run = try await CommandRun(["config", "check", "--config", file], home: home)
        #expect(run.status == 3)
        let lines = run.error.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first?.hasPrefix("vigil: \(file):1:1: unknown key \"poling\"") == true)
        #expect(run.error.contains(":2:18: unknown key \"evry\" in polling.reap; did you mean"))
        #expect(run.error.contains(":3:21: ") && run.error.contains("did you mean vigil-dark?"))
        let json = try await CommandRun(
            ["config", "check", "--config", file, "--json"], home: home)
        #expect(json.status == 3)
        #expect(try json.object["ok"] as? Bool == false)
        let faults = try #require(try json.object["faults"] as? [[String: Any]])
        #expect(faults.map { $0["line"] as? Int } == [1, 2, 3])
        #expect(faults.last?["key"] as? String == "appearance.theme")
        let start = try await CommandRun(["list", "--config", file], home: home)
        #expect(start.status == 3)
        #expect(start.error.contains("\(file):1:1: ") && start.error.contains("config check"))
    }

    @Test func `Certificates that are not there are told before anything is asked`() async throws {
        let home = try Home()
        let file = try home.write("network:\n  ca_file: no.pem\n", to: "vigil.yaml")
        let place = "\(file):2:12: network.ca_file: \(home.path)/no.pem "
        for command in [["config", "check"], ["poll"], ["list"]] {
            let run = try await CommandRun(command + ["--config", file], home: home)
            #expect(run.status == 3)
            #expect(run.error.contains(place + "does not exist"), "\(run.error)")
        }
        let doctor = try await CommandRun(["doctor", "--config", file], home: home)
        #expect(doctor.status == 1)
        #expect(doctor.output.contains("no.pem does not exist"), "\(doctor.output)")
        try home.write("nothing of the sort\n", to: "no.pem")
        let empty = try await CommandRun(["config", "check", "--config", file], home: home)
        #expect(empty.error.contains(place + "holds no certificate"))
    }

    @Test func `A server for a store is refused where it stands, without its password`()
        async throws
    {
        let home = try Home()
        let file = try home.write("store: postgresql://asha:hunter2@db/vigil\n", to: "vigil.yaml")
        let check = try await CommandRun(["config", "check", "--config", file], home: home)
        #expect(check.status == 3)
        #expect(check.error.contains("\(file):1:8: store: a PostgreSQL server cannot hold it"))
        let list = try await CommandRun(["list", "--config", file], home: home)
        #expect(list.status == 3)
        #expect(!(check.error + list.error).contains("hunter2"))
    }

    @Test func `config show masks secrets and names where they come from`() async throws {
        let home = try Home()
        let file = try home.write(
            """
            vendors:
              reap: {base_url: "https://a.example", api_key: hunter2}
              surepass: {base_url: "https://b.example", token: {env: SUREPASS_TOKEN}}
            """, to: "vigil.yaml")
        let run = try await CommandRun(["config", "show", "--config", file], home: home)
        #expect(run.status == 0, "\(run.error)")
        #expect(!run.output.contains("hunter2"))
        #expect(run.output.contains("api_key: \"****\""))
        #expect(run.output.contains("token: {env: SUREPASS_TOKEN}"))
        #expect(run.output.contains("every: 30s"))
        let json = try await CommandRun(["config", "show", "--config", file, "--json"], home: home)
        #expect(!json.output.contains("hunter2"))
        let shown = try #require(try json.object["configuration"] as? [String: Any])
        #expect(shown["network"] != nil && shown["polling"] != nil)
        chmod(file, 0o644)
        let exposed = try await CommandRun(["config", "check", "--config", file], home: home)
        #expect(exposed.status == 3 && exposed.error.contains("chmod 600"))
    }

    @Test func `config takes one word that it knows`() async throws {
        let home = try Home()
        for (arguments, said) in [
            (["config"], "needs one word"), (["config", "chek"], "did you mean check?"),
            (["config", "show", "--force"], "--force is for init alone"),
        ] {
            let run = try await CommandRun(arguments, home: home)
            #expect(run.status == 2)
            #expect(run.error.contains(said), "\(run.error)")
        }
        #expect(try await CommandRun(["config", "check"], home: home).status == 3)
    }

    @Test func `themes lists every theme, in its colours where the terminal has them`()
        async throws
    {
        let home = try Home()
        let plain = try await CommandRun(["themes"], home: home)
        #expect(plain.output.contains("vigil-dark\n") && plain.output.contains("vigil-safe\n"))
        #expect(!plain.output.contains("\u{1B}"))
        for (colors, code) in [("truecolor", "38;2;"), ("", "38;5;")] {
            let log = "\(home.path)/log-\(colors)"
            let terminal = try ProgramOnTerminal(
                "/bin/sh", ["-c", "vigil themes; vigil themes --no-color"],
                environment: home.shellEnvironment.merging(["COLORTERM": colors]) { $1 },
                size: .init(width: 120, height: 24))
            #expect(try await terminal.waitForExit() == .exited(0))
            let swatches = terminal.screen.rows.filter { $0.contains("completed failed") }
            #expect(swatches.count >= 4, "\(terminal.picture)")
            let foregrounds = Set(terminal.screen.grid.joined().map(\.style.foreground))
            #expect(foregrounds.count > 10, "\(code) \(log)")
        }
        let json = try await CommandRun(["themes", "--json"], home: home)
        let themes = try #require(try json.object["themes"] as? [[String: Any]])
        #expect(themes.count >= 4)
    }

    @Test func `themes --check tells every fault of a scheme and what is hard to read`()
        async throws
    {
        let home = try Home()
        let shipped = repository.appending(path: "themes/vigil-contrast.yaml").path
        let good = try await CommandRun(["themes", "--check", shipped], home: home)
        #expect(good.status == 0, "\(good.error)")
        let text = try String(contentsOfFile: shipped, encoding: .utf8)
        var broken = text.replacing(/base0A: "#[0-9a-fA-F]+"/, with: "base0A: yellow")
        broken.replace(/base0B: "#[0-9a-fA-F]+"/, with: "base0B: #00ff00")
        let faulty = try await CommandRun(
            ["themes", "--check", try home.write(broken, to: "faulty.yaml")], home: home)
        #expect(faulty.status == 3)
        #expect(faulty.error.contains("base0A must be a colour"))
        #expect(faulty.error.contains("base0B has no colour; quote it"))
        #expect(faulty.error.split(separator: "\n").count == 2)
        let ground = try #require(text.firstMatch(of: /base00: "(#[0-9a-fA-F]+)"/)?.1)
        let pale = text.replacing(/base0B: "#[0-9a-fA-F]+"/, with: "base0B: \"\(ground)\"")
        let weak = try await CommandRun(
            ["themes", "--check", try home.write(pale, to: "weak.yaml"), "--json"], home: home)
        #expect(weak.status == 1)
        #expect(weak.error.contains("base0B on base00") && weak.error.contains("1.0:1"))
        #expect(try weak.object["ok"] as? Bool == false)
        #expect(try await CommandRun(["themes", "--check", "nowhere"], home: home).status == 3)
    }

    @Test func `export metrics writes a whole file that others may read, without ids`()
        async throws
    {
        let home = try Home()
        _ = try await CommandRun(["track", "reap", batch, "--label", "March"], home: home)
        let printed = try await CommandRun(["export", "metrics"], home: home)
        #expect(printed.status == 0)
        #expect(printed.output.contains("vigil_items{kind=\"reap\",state=\"pending\"} 1\n"))
        #expect(!printed.output.contains("f208a887") && !printed.output.contains("March"))
        let file = "\(home.path)/vigil.prom"
        let written = try await CommandRun(["export", "metrics", "--output", file], home: home)
        #expect(written.status == 0 && written.output.isEmpty)
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("# HELP vigil_"))
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o644)
        let left = try FileManager.default.contentsOfDirectory(atPath: home.path)
        #expect(left.filter { $0.contains("vigil.prom") } == ["vigil.prom"])
        #expect(try await CommandRun(["export", "everything"], home: home).status == 2)
    }

    @Test(.enabled(if: Tool.groff.isInstalled, "groff is not installed"))
    func `The manual page is free of warnings and names every command and key`() async throws {
        let home = try Home()
        let page = try await CommandRun(["manual"], home: home)
        #expect(page.status == 0)
        #expect(page.output.unicodeScalars.allSatisfy { $0.isASCII })
        let file = try home.write(page.output, to: "vigil.1")
        let checked = try await Tool.groff.run(["-ww", "-man", "-z", file])
        #expect(checked.status == 0 && checked.error.isEmpty, "\(checked.error)")
        let text = try await Tool.groff.run(["-man", "-Tascii", "-P-cbou", file]).output
        let help = try await CommandRun(["--help"], home: home).output
        let commands = help.matches(of: #/\n  ([a-z]+) /#).map { String($0.1) }
        #expect(commands.count > 10)
        for command in commands { #expect(text.contains("vigil \(command)"), "\(command)") }
        for words in ["PgUp", "usage report", "NO_COLOR", "130", "config.yaml", "--operator"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test(.enabled(if: Tool.man.isInstalled, "man is not installed"))
    func `man shows the manual page without a warning`() async throws {
        let home = try Home()
        let page = try await CommandRun(["manual"], home: home)
        let file = try home.write(page.output, to: "vigil.1")
        let shown = try await Tool.man.run(
            ["--warnings", "-l", file], environment: ["MANPAGER": "cat", "MANWIDTH": "100"])
        #expect(shown.status == 0 && shown.error.isEmpty, "\(shown.error)")
        #expect(shown.output.contains("VIGIL(1)"))
    }
}
