import CLinux
import Glibc

/// The whole program, from its arguments to its exit status.
public enum Program {
    /// The version that `--version` prints.
    static let version = "0.1.0"

    /// Runs what the process's arguments ask for and ends the process.
    public static func main() -> Never {
        // A heap each for the three threads that work all the time: they would wait for one another
        // at one heap. What is at a heap's end goes back to the system, but no more than a frame's
        // cells, which are taken and given back at each key.
        mallopt(M_ARENA_MAX, 3)
        mallopt(M_TRIM_THRESHOLD, 1 << 20)
        mallopt(M_MMAP_THRESHOLD, 1 << 20)
        // The signals of a parent that started this process with some blocked are let through.
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        forbidCoreDumps()
        crashSilently()
        Standard.occupy()
        endWhenInterrupted()
        let status = run(Array(CommandLine.arguments.dropFirst()), host: .current())
        exit(Standard.ending(status).rawValue)
    }

    /// Lets the signals that end a program end this one with the status for it. A command that has
    /// something to put in order first takes them over; what the parent ignores stays ignored.
    private static func endWhenInterrupted() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            guard sigaction(number, nil, &action) == 0,
                action.__sigaction_handler.sa_handler == nil
            else { continue }
            signal(number) { _ in _exit(ExitStatus.interrupted.rawValue) }
        }
    }

    /// Keeps people's data and secrets out of core files, and other processes of the same user out
    /// of this one's memory (setrlimit(2), prctl(2)).
    private static func forbidCoreDumps() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = linux_forbid_core_dumps()
    }

    /// Lets a crash end the program without a word: the Swift runtime would print the memory that
    /// the registers point to, in which a person's data may stand. Whoever looks for a fault sets
    /// SWIFT_BACKTRACE.
    private static func crashSilently() {
        guard getenv("SWIFT_BACKTRACE") == nil else { return }
        for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
            signal(number, SIG_DFL)
        }
    }

    /// Runs what some arguments ask for, telling failures on standard error.
    static func run(_ arguments: [String], host: Host) -> ExitStatus {
        do throws(ProgramFailure) {
            let parser = ArgumentParser(
                commands: CommandTable.commands, globals: CommandTable.globals)
            let invocation = try parser.parse(arguments, host: host)
            if invocation.has("version") {
                Standard.output("vigil \(version)\n")
                return .done
            }
            guard let command = parser.commands.first(where: { $0.name == invocation.command })
            else { return .usage }
            if invocation.has("help") {
                let help = HelpText(parser: parser)
                Standard.output(command.name.isEmpty ? help.program : help.command(command))
                return .done
            }
            return try command.run(invocation)
        } catch {
            Standard.error(error.lines)
            return error.status
        }
    }
}
