import CPseudoTerminal
import Glibc

/// Where a child's input and output are.
public enum ChildDescriptors {
    /// The terminal with this path, which becomes its controlling one.
    case terminal(String)
    /// These three.
    case files(input: Int32, output: Int32, error: Int32)
}

/// Starts a child process and gives its id.
public func spawn(
    _ path: String, _ arguments: [String], environment: [String: String], directory: String?,
    on descriptors: ChildDescriptors
) throws -> Int32 {
    var variables = [
        "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent",
        "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin",
    ]
    variables.merge(environment) { $1 }
    var argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
    var variablePointers = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argumentPointers + variablePointers { free(pointer) } }
    var process: Int32 = 0
    let code =
        switch descriptors {
        case .terminal(let terminal):
            pty_spawn(
                path, &argumentPointers, &variablePointers, directory, terminal, -1, -1, -1,
                &process)
        case .files(let input, let output, let error):
            pty_spawn(
                path, &argumentPointers, &variablePointers, directory, nil, input, output, error,
                &process)
        }
    guard code == 0 else {
        throw TestFailure("cannot start \(path): \(String(cString: strerror(code)))")
    }
    return process
}

/// How a child ended, if it has.
func reaped(_ process: Int32) -> ProgramOnTerminal.Ending? {
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
}

/// The path of an executable that the package builds, such as `vigil`: it lies beside the tests.
public func builtProduct(_ name: String) -> String {
    let runner = realpath("/proc/self/exe", nil)
    defer { free(runner) }
    let candidates = [runner.map { String(cString: $0) }].compactMap(\.self) + CommandLine.arguments
    for candidate in candidates {
        guard let slash = candidate.lastIndex(of: "/") else { continue }
        let path = String(candidate[...slash]) + name
        if access(path, X_OK) == 0 { return path }
    }
    return name
}
