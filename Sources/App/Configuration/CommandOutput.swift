import CLinux
import Glibc

/// What a short-lived program prints.
enum CommandOutput {
    /// Runs a program and takes its standard output. It gets nothing on standard input, its standard
    /// error is dropped, it inherits no descriptor and no blocked signal, and at the deadline it and
    /// what it started are killed. Waits until it is done.
    static func of(
        _ command: [String], environment: [String: String],
        deadline: ContinuousClock.Instant, sizeLimit: Int
    ) throws(CommandFault) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .notStarted(errno) }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)

        let started = Result { () throws(CommandFault) in
            try start(command, environment: environment, output: ends[1])
        }
        close(ends[1])
        let child = try started.get()
        let output = Result { () throws(CommandFault) in
            try collect(from: ends[0], of: child, deadline: deadline, sizeLimit: sizeLimit)
        }
        // Not reaped yet, so the number still means this group and no other.
        if case .failure = output { kill(-child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return try judged(status, try output.get())
    }

    /// Starts the program in a process group of its own (posix_spawnp).
    private static func start(
        _ command: [String], environment: [String: String], output: Int32
    ) throws(CommandFault) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var every = sigset_t()
        sigfillset(&every)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &every)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        let variables = environment.map { "\($0.key)=\($0.value)" }
        return try withCStrings(command) { (words) throws(CommandFault) in
            try withCStrings(variables) { (variables) throws(CommandFault) in
                var child: pid_t = 0
                let code = posix_spawnp(
                    &child, command.first ?? "", &actions, &attributes, words, variables)
                guard code == 0 else { throw .notStarted(code) }
                return child
            }
        }
    }

    /// Reads until the program is gone; what it may have left running is not waited for.
    private static func collect(
        from descriptor: Int32, of child: pid_t, deadline: ContinuousClock.Instant, sizeLimit: Int
    ) throws(CommandFault) -> [UInt8] {
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        var isOpen = true
        while true {
            var seen = siginfo_t()
            let options = WEXITED | WNOHANG | WNOWAIT
            let isGone = waitid(P_PID, id_t(child), &seen, options) == 0 && seen.si_signo != 0
            reading: while isOpen {
                let count = read(descriptor, &chunk, chunk.count)
                switch count {
                case 1...: output += chunk.prefix(count)
                case 0: isOpen = false
                default: if errno != EINTR { break reading }
                }
                guard output.count <= sizeLimit else { throw .tooLarge }
            }
            if isGone { return output }
            guard deadline > .now else { throw .tooSlow }
            var wanted = pollfd(fd: isOpen ? descriptor : -1, events: Int16(POLLIN), revents: 0)
            // Short, because the end of a program whose children keep its output open wakes nobody.
            _ = poll(&wanted, 1, 5)
        }
    }

    /// The output, unless the program says that it failed (wait(2): the low seven bits are the
    /// signal, the next eight the exit status).
    private static func judged(
        _ status: Int32, _ output: [UInt8]
    ) throws(CommandFault) -> [UInt8] {
        if status & 0x7F != 0 { throw .killed(signal: status & 0x7F) }
        if status >> 8 & 0xFF != 0 { throw .failed(status: status >> 8 & 0xFF) }
        return output
    }

    private static func withCStrings<Value>(
        _ texts: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) throws(CommandFault) -> Value
    ) throws(CommandFault) -> Value {
        let pointers = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return try body(pointers)
    }
}
