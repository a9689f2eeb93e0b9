import Domain
import Glibc

extension Origin {
    /// This process's: the account, the machine's name (gethostname) and the terminal (ttyname)
    /// that it has on a standard stream.
    static func current(login: String) -> Origin {
        var name = [CChar](repeating: 0, count: 256)
        let isNamed = gethostname(&name, name.count - 1) == 0
        let host = String(
            decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let terminal = [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].lazy.compactMap { stream in
            ttyname(stream).map { String(cString: $0) }
        }.first
        return Origin(
            login: PlainText.of(login), host: isNamed && !host.isEmpty ? PlainText.of(host) : nil,
            terminal: terminal.map { PlainText.of($0) })
    }
}
