import Domain
import Glibc
import Store

/// `vigil completions`: prints a shell's completion script.
enum CompletionsCommand {
    static let spec = CommandSpec(
        name: "completions", operands: "bash|zsh|fish",
        summary: "print a completion script for a shell",
        options: [],
        example: "vigil completions bash > ~/.local/share/bash-completion/completions/vigil",
        result: nil,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        // What the scripts ask while somebody types: quick, and silent whatever is wrong.
        if invocation.operands.first == "refs" {
            offerReferences(Array(invocation.operands.dropFirst()), invocation)
            return .done
        }
        let parser = ArgumentParser(
            commands: CommandTable.commands, globals: CommandTable.globals)
        guard invocation.operands.count <= 1 else {
            throw ProgramFailure(.usage, "completions: takes one shell: bash, zsh or fish")
        }
        switch invocation.operands.first {
        case "bash": Standard.output(BashCompletion.script(parser))
        case "zsh": Standard.output(ZshCompletion.script(parser))
        case "fish": Standard.output(FishCompletion.script(parser))
        case nil:
            throw ProgramFailure(
                .usage, "completions: needs a shell: bash, zsh or fish",
                hint: "source <(vigil completions bash)")
        case let shell?:
            throw ProgramFailure(
                .usage, "completions: unknown shell \(PlainText.quoted(shell))",
                hint: Spelling.hint(for: shell, among: ["bash", "zsh", "fish"])
                    ?? "there are scripts for bash, zsh and fish")
        }
        return .done
    }

    /// Prints the ids that go on from the last of the words typed so far, as `kind:id` when that
    /// holds a colon; a word that begins no id may begin a label. After a tab comes what tells
    /// ids apart for people.
    private static func offerReferences(_ words: [String], _ invocation: Invocation) {
        var invocation = invocation
        for (index, word) in words.dropLast().enumerated() {
            for option in ["config", "store"] {
                if word == "--\(option)" { invocation.options[option] = [words[index + 1]] }
                if word.hasPrefix("--\(option)=") {
                    invocation.options[option] = [String(word.dropFirst(option.count + 3))]
                }
            }
        }
        invocation.options["verbose"] = nil
        guard let workspace = try? Workspace(invocation),
            access(workspace.storePath, R_OK) == 0,
            let items = try? workspace.withStore({ store in
                try await store.items(includingUntracked: false)
            })
        else { return }
        let kinds = kinds(of: words)
        let word = (words.last ?? "").lowercased()
        let hasKind = word.contains(":")
        func name(_ item: TrackedItem) -> String {
            hasKind ? item.key.description : item.key.id
        }
        let wanted = items.filter { kinds.contains($0.key.kind) }
        var fitting = wanted.filter { name($0).lowercased().hasPrefix(word) }
        if fitting.isEmpty {
            fitting = wanted.filter { $0.label?.lowercased().hasPrefix(word) ?? false }
            // Several would leave the shell with what their ids have in common: nothing.
            if fitting.count > 1 { fitting = [] }
        }
        for item in fitting.prefix(500) {
            let label = item.label.map { " \(PlainText.of($0, limit: 40))" } ?? ""
            Standard.output("\(name(item))\t\(item.key.kind.rawValue)\(label)\n")
        }
    }

    /// The kinds that the command among the words works on.
    private static func kinds(of words: [String]) -> [Kind] {
        let options = ArgumentParser(
            commands: CommandTable.commands, globals: CommandTable.globals
        ).first
        var words = words[...]
        while let word = words.popFirst() {
            guard word.hasPrefix("-") else {
                switch word {
                case "stamps", "report": return [.stamps]
                case "results": return Fetching.kinds
                default: return Kind.allCases
                }
            }
            let isOption = options.contains { "--\($0.name)" == word && $0.argument != nil }
            if isOption { words = words.dropFirst() }
        }
        return Kind.allCases
    }
}
