import CursesTerminal
import Domain
import Glibc

/// The process made ready to carry a dashboard; made before its first other thread.
struct DashboardProcess {
    /// The signals that the loop reads as events.
    let signals: SignalDescriptor

    /// Checks that there is a terminal and takes the signals over.
    init() throws(ProgramFailure) {
        guard Standard.isTerminal(STDIN_FILENO), Standard.isTerminal(STDOUT_FILENO) else {
            throw ProgramFailure(
                .usage, "the dashboard needs a terminal for its input and output",
                hint: "vigil list prints what is tracked without one")
        }
        setlocale(LC_ALL, "")
        signal(SIGPIPE, SIG_IGN)
        signals = SignalDescriptor([SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT])
    }
}
