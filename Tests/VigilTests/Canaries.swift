import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// Secrets and an invented person's data that can be taken for nothing else, and the search for
/// them in every byte that was written, in clear and in the common encodings.
struct Canaries {
    /// The person, all of whose values are searched for.
    var person = InventedPerson(
        customer: "4e6f1b20-a73c-11ec-b909-0242ac120002", name: "Quillonia Vexbury",
        phone: "9182736450", pan: "QVXPC7391K", number: "KQ7391584",
        address: "17 Quagmire Postern, Nevermoor", birth: "09-08-1987")
    let mail = "quillonia@vexbury.example"
    let key = "canary-key-5f2c81d0"
    let secret = "canary-secret-93ab77e4"
    let token = "canary-token-1b88fe20"
    let clientID = "canary-client-40c6d9aa"
    let shareToken = "canary-share-77ee0d31"
    let passphrase = "canary passphrase 6e1f"
    let extra = "ostrich whisperer"

    /// Everything that may be found nowhere.
    var all: [String] {
        personal + [key, secret, token, clientID, shareToken, passphrase]
    }

    /// What is known of the person. The link is told by its last part.
    var personal: [String] {
        person.secrets + [mail, extra, "Quillonia", "Vexbury", "Nevermoor", "1987-08-09"]
    }

    private var needles: [Needle]

    init() {
        needles = []
        needles = Self.needles(of: all)
    }

    /// The names of what some bytes hold, with the encoding in which it was found.
    func found(in bytes: [UInt8]) -> [String] {
        let clear = Data(bytes)
        let lowered = Data(bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
        return needles.compactMap { needle in
            let place = (needle.isCased ? clear : lowered).range(of: needle.bytes)
            return place == nil ? nil : needle.name
        }
    }

    /// One form of one text. Those that are not cased are looked for in lower case.
    private struct Needle {
        var name: String
        var bytes: Data
        var isCased = false
    }

    private static func needles(of texts: [String]) -> [Needle] {
        texts.flatMap { text -> [Needle] in
            let lowered = text.lowercased()
            let plain = Array(lowered.utf8)
            func percent(_ space: String) -> String {
                lowered.utf8.map { byte in
                    let isPlain = isalnum(Int32(byte)) != 0 || "-._~".utf8.contains(byte)
                    if byte == 0x20 { return space }
                    return isPlain
                        ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16)
                }.joined()
            }
            var forms: [(String, [UInt8])] = [
                ("clear", plain),
                ("UTF-16 little endian", plain.flatMap { [$0, 0] }.dropLast()),
                ("UTF-16 big endian", plain.flatMap { [0, $0] }.dropFirst().map(\.self)),
                ("hex", plain.flatMap { Array(String($0, radix: 16).utf8) }),
                ("hex of capitals", text.utf8.flatMap { Array(String($0, radix: 16).utf8) }),
                ("percent", Array(percent("%20").utf8)), ("form", Array(percent("+").utf8)),
            ]
            if text.contains(" ") { forms.append(("no spaces", plain.filter { $0 != 0x20 })) }
            return forms.map { Needle(name: "\(text) in \($0.0)", bytes: Data($0.1)) }
                + base64(text).map {
                    Needle(name: "\(text) in base64", bytes: Data($0), isCased: true)
                }
        }
    }

    /// The parts of base64 that do not depend on what stands before and after, in both alphabets,
    /// for each of the three places at which a text can begin.
    private static func base64(_ text: String) -> [[UInt8]] {
        (0..<3).flatMap { offset -> [[UInt8]] in
            let bytes = [UInt8](repeating: 0, count: offset) + Array(text.utf8)
            let whole = Data(bytes).base64EncodedString().filter { $0 != "=" }
            // The first characters hold bits of what stands before, the last of what follows.
            let first = offset == 0 ? 0 : offset + 1
            let core = String(whole.dropFirst(first).dropLast(bytes.count % 3 == 0 ? 0 : 1))
            let web = core.replacing("+", with: "-").replacing("/", with: "_")
            return Set([core, web]).map { Array($0.utf8) }
        }
    }
}

// MARK: Where it is looked for

extension Canaries {
    /// Searches every byte of every file of a folder.
    func expectNone(inFolder folder: String, location: SourceLocation = #_sourceLocation) {
        let files = FileManager.default.enumerator(atPath: folder)
        var searched = 0
        while let name = files?.nextObject() as? String {
            guard let content = FileManager.default.contents(atPath: "\(folder)/\(name)") else {
                continue
            }
            searched += 1
            let found = found(in: [UInt8](content))
            #expect(found.isEmpty, "\(name) holds \(found)", sourceLocation: location)
            #expect(self.found(in: Array(name.utf8)).isEmpty, sourceLocation: location)
        }
        #expect(searched > 0, sourceLocation: location)
    }

    /// Searches what a command printed.
    func expectNone(in run: CommandRun, location: SourceLocation = #_sourceLocation) {
        let found = found(in: Array((run.output + "\n" + run.error).utf8))
        #expect(
            found.isEmpty, "it prints \(found):\n\(run.output)\n\(run.error)",
            sourceLocation: location)
    }

    /// Searches some text.
    func expectNone(
        in text: String, _ what: String, location: SourceLocation = #_sourceLocation
    ) {
        let found = found(in: Array(text.utf8))
        #expect(found.isEmpty, "\(what) holds \(found):\n\(text)", sourceLocation: location)
    }

    /// Searches every byte that a recorded program sent to its terminal, and every screen that the
    /// bytes made: a text may be put on the screen piece by piece.
    ///
    /// What was sent in `typing` is left out, because the operator sees the field under the cursor
    /// while typing into it and a row that is revealed on request; each range ends when the text
    /// is off the screen again.
    func expectNone(
        on program: ProgramOnTerminal, but typing: [Range<Int>] = [],
        location: SourceLocation = #_sourceLocation
    ) {
        let bytes = program.recording
        #expect(!bytes.isEmpty, "nothing was recorded", sourceLocation: location)
        var screen = TerminalEmulator(size: program.screen.size)
        var place = 0
        for seen in typing + [bytes.count..<bytes.count] {
            let shown = Array(bytes[place..<seen.lowerBound])
            let sent = found(in: shown)
            #expect(sent.isEmpty, "the terminal was sent \(sent)", sourceLocation: location)
            for start in stride(from: 0, to: shown.count, by: 600) {
                screen.feed(Array(shown[start..<min(start + 600, shown.count)]))
                let text = screen.text.lowercased()
                let found = all.filter { text.contains($0.lowercased()) }
                if !found.isEmpty {
                    Issue.record("\(found) on\n\(screen.text)", sourceLocation: location)
                    return
                }
            }
            screen.feed(Array(bytes[seen]))
            place = seen.upperBound
        }
        expectNone(
            in: screen.title + screen.commands.joined(separator: "\n"),
            "what went past the screen", location: location)
    }
}
