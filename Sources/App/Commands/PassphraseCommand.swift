import Cryptography
import Domain
import Glibc
import JSON
import Store

/// `vigil passphrase`: sets, changes or clears what unlocks the screen and opens drafts.
enum PassphraseCommand {
    static let spec = CommandSpec(
        name: "passphrase", operands: "",
        summary: "set or clear the passphrase that unlocks the screen and opens drafts",
        options: [OptionSpec("clear", nil, "take the passphrase away")],
        example: "vigil passphrase",
        result: #"{"command": "passphrase", "ok": true, "passphrase": "set" or "cleared"}"#,
        run: run)

    private static func run(_ invocation: Invocation) throws(ProgramFailure) -> ExitStatus {
        if !invocation.operands.isEmpty {
            throw ProgramFailure(
                .usage, "passphrase: takes no argument",
                hint: "it is asked for on the terminal, so that no list of processes shows it")
        }
        let workspace = try Workspace(invocation)
        let prompt = try PassphrasePrompt()
        defer { prompt.close() }
        // Opening the store makes its folder, where the keys go too.
        try workspace.withStore { _ in }
        let keys = KeyRing(store: workspace.storePath)
        defer { keys.forget() }
        let isChange = try keys.hasPassphrase()
        if isChange { try unlock(keys, prompt, workspace, invocation) }
        let isCleared = invocation.has("clear")
        if isCleared {
            guard isChange else {
                throw ProgramFailure(.refused, "passphrase: none is set")
            }
            try keys.setPassphrase(nil)
        } else {
            var new = try chosen(prompt)
            defer { new.wipe() }
            try keys.setPassphrase(new)
        }
        let word = isCleared ? "cleared" : isChange ? "changed" : "set"
        let entry = ActivityEntry(
            at: SystemClock.now(), event: .configurationChanged, key: nil,
            text: "the passphrase was \(word)", operatorName: invocation.operatorName)
        try workspace.withStore { store in try await store.append(entry) }
        if invocation.has("json") {
            let answer: JSON = [
                "command": "passphrase", "ok": true,
                "passphrase": isCleared ? "cleared" : "set",
            ]
            Standard.output(answer.text() + "\n")
        } else if !invocation.has("quiet") {
            Standard.output("the passphrase is \(word)\n")
        }
        return .done
    }

    /// Asks for the passphrase in force and opens the keys with it; a wrong one is on record.
    static func unlock(
        _ keys: KeyRing, _ prompt: PassphrasePrompt, _ workspace: Workspace,
        _ invocation: Invocation
    ) throws(ProgramFailure) {
        var old = try prompt.ask("Passphrase in force")
        defer { old.wipe() }
        let (command, answer) = (invocation.command, try keys.unlock(old))
        if case .wrong = answer {
            let entry = ActivityEntry(
                at: SystemClock.now(), event: .unlockRefused, key: nil,
                text: "a wrong passphrase was entered",
                operatorName: invocation.operatorName)
            try workspace.withStore { store in try await store.append(entry) }
        }
        switch answer {
        case .right, .notNeeded: return
        case .wrong(let until), .tooSoon(let until):
            let seconds = max(1, ((until - SystemClock.now()).milliseconds + 999) / 1000)
            throw ProgramFailure(
                .refused, "\(command): not the passphrase in force; nothing is changed",
                hint: "the next one is looked at in \(seconds) s")
        }
    }

    private static func chosen(_ prompt: PassphrasePrompt) throws(ProgramFailure) -> [UInt8] {
        let new = try prompt.ask("New passphrase")
        guard !new.isEmpty else {
            throw ProgramFailure(
                .usage, "passphrase: an empty one protects nothing; nothing is changed",
                hint: "vigil passphrase --clear takes one away")
        }
        var repeated = try prompt.ask("The same again")
        defer { repeated.wipe() }
        guard HMACSHA256.areEqual(new, repeated) else {
            throw ProgramFailure(.usage, "passphrase: the two differ; nothing is changed")
        }
        return new
    }
}
