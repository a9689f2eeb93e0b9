import Domain

/// Fetches credentials from where the configuration says they are.
struct SecretResolver: Sendable {
    /// The variables that credentials may be in, and the environment of the programs that print them.
    var environment: [String: String]
    /// The variables that hold credentials: no program that prints another one is given them.
    var withheld: Set<String> = []
    /// How long such a program may take.
    var commandLimit: Duration = .seconds(10)

    /// The most bytes that a file or a program may give.
    private static let sizeLimit = 64 << 10

    /// The credential, or why it cannot be had and what to do. Waits for the program, if it takes
    /// one: call it away from the loop that draws.
    func resolve(_ source: SecretSource) throws(ConfigurationFailure) -> Secret {
        switch source.origin {
        case .plain(let secret):
            return secret
        case .environment(let variable):
            guard let text = environment[variable] else {
                throw source.failure("the variable \(variable) is not set; export it")
            }
            return try secret(Array(text.utf8), source, "the variable \(variable)")
        case .file(let path):
            let contents: FileContents
            do throws(FileFault) {
                contents = try FileContents(
                    path: path, limit: Self.sizeLimit, onlyOrdinary: true)
            } catch {
                throw source.failure("\(path) \(error.message)")
            }
            guard !contents.isReadableByOthers else {
                throw source.failure("\(path) can be read by others; chmod 600 \(path)")
            }
            return try secret(contents.bytes, source, path)
        case .command(let command):
            let program = "the command \((command.first ?? "").quoted)"
            let output: [UInt8]
            do throws(CommandFault) {
                output = try CommandOutput.of(
                    command, environment: environment.filter { !withheld.contains($0.key) },
                    deadline: .now + commandLimit, sizeLimit: Self.sizeLimit)
            } catch {
                throw source.failure("\(program) \(error.description); run it by hand to see why")
            }
            return try secret(output, source, program)
        }
    }

    /// Whether the text can be a credential: a line break or another control character would break
    /// the header it is sent in.
    static func isUsable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// The first line of what a source gave.
    private func secret(
        _ bytes: [UInt8], _ source: SecretSource, _ giver: String
    ) throws(ConfigurationFailure) -> Secret {
        var line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        guard !line.isEmpty else {
            throw source.failure("\(giver) gives no secret: the first line is empty")
        }
        guard let text = String(validating: line, as: UTF8.self),
            Self.isUsable(text)
        else { throw source.failure("\(giver) holds control characters; correct it") }
        return Secret(text)
    }
}
