import Domain
import YAML

/// Where a credential comes from. It is fetched when it is needed, so that what needs no vendor
/// needs no credential either.
struct SecretSource: Equatable, Sendable {
    /// Where the text is.
    let origin: Origin
    /// The keys that lead to it, such as `vendors.reap.api_key`.
    let name: String
    /// The file and line that name it.
    let file: String
    let place: ConfigurationFailure.Place

    /// The four ways to give a credential.
    enum Origin: Equatable, Sendable {
        /// It stands in the configuration itself.
        case plain(Secret)
        /// A variable of the environment holds it.
        case environment(String)
        /// A program prints it: the program and its arguments.
        case command([String])
        /// The first line of a file is it.
        case file(String)
    }

    /// Two are the same when the same credential comes from the same place, wherever in the file
    /// that is written.
    static func == (left: SecretSource, right: SecretSource) -> Bool {
        left.origin == right.origin && left.name == right.name
    }

    init(origin: Origin, value: ConfigurationValue) {
        self.origin = origin
        name = value.name
        file = value.document.file
        place = .init(line: value.node.line, column: value.node.column)
    }

    /// A failure to get it.
    func failure(_ message: String) -> ConfigurationFailure {
        ConfigurationFailure(file: file, place: place, message: "\(name): \(message)")
    }
}
