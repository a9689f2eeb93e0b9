import CNcurses
import Glibc
public import TerminalUI

/// A terminal that ncurses drives: frames go out, keys and the mouse come in.
///
/// One at a time in a process, because ncurses has one current screen, and used from one thread.
/// The caller has called `setlocale(LC_ALL, "")` and watches SIGWINCH and SIGTSTP itself: handlers
/// that ncurses would install are taken back. It must be closed explicitly.
public final class CursesTerminal {
    /// Its columns and rows, as of the start or the last `resize`.
    public internal(set) var size: Size
    /// How many colours frames are shown in.
    public var colorDepth: ColorDepth { pairs.depth }
    /// Whether the locale can show Unicode.
    public let isUnicode: Bool

    let type: String
    let isInTmux: Bool
    let mouse: Bool
    let isSynchronized: Bool
    let canFillCorner: Bool
    /// Asked at each frame, so known once.
    let understandsCommands: Bool
    let takesProgress: Bool
    let window: UnsafeMutablePointer<WINDOW>
    /// Keys are read from a pad, because reading from a window also paints it.
    let pad: UnsafeMutablePointer<WINDOW>
    let output: Int32
    var pairs: ColorPairs
    var shown: Frame?
    var cursorIsVisible: Bool?
    var decoder: KeyDecoder
    var isSuspended = false
    var outside = OutsideState()
    let environment: @Sendable (String) -> String?
    private let screen: OpaquePointer
    private let files: (input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>)
    private let modesBefore: termios
    private var isClosed = false

    /// Takes a terminal over; the descriptors stay the caller's.
    public init(
        input: Int32, output: Int32, configuration: TerminalConfiguration
    ) throws(TerminalFailure) {
        var modes = termios()
        guard isatty(input) == 1, tcgetattr(output, &modes) == 0 else {
            throw TerminalFailure(
                code: .notATerminal,
                description: "standard input and output are not both a terminal: start it in a "
                    + "terminal, or use a command that needs no screen")
        }
        let entry = try TerminalEntry(configuration, output: output)
        let handlers = SignalHandlers()
        guard let reading = Self.open(input, "r") else { throw Self.refused }
        guard let writing = Self.open(output, "w") else {
            fclose(reading)
            throw Self.refused
        }
        CrashGuard.arm(modes)
        guard let screen = newterm(entry.name, writing, reading), let pad = newpad(1, 1) else {
            CrashGuard.disarm()
            fclose(reading)
            fclose(writing)
            handlers.restore()
            throw Self.refused
        }
        // Until it has left its screen and come back, ncurses 6.4 writes to the terminal at every move
        // of the cursor, some three hundred times a screen (_nc_mvcur); afterwards each frame is one
        // write. Before colours are started, because leaving resets those of a console.
        endwin()
        doupdate()
        handlers.restore()
        modesBefore = modes
        files = (reading, writing)
        self.screen = screen
        self.pad = pad
        self.output = fileno(writing)
        window = curses_window()
        type = configuration.effectiveType
        isInTmux = Passthrough.isInTmux(type: type, environment: configuration.environment)
        mouse = configuration.mouse
        isSynchronized = configuration.isSynchronized
        canFillCorner = TerminalEntry.canFillCorner
        environment = configuration.environment
        understandsCommands = TerminalMessage.understandsCommands(type)
        takesProgress = Self.takesProgress(type: type, environment: environment)
        isUnicode = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
        decoder = KeyDecoder(isUnicode: isUnicode)
        pairs = ColorPairs(configuration)
        size = Size(width: Int(getmaxx(window)), height: Int(getmaxy(window)))
        start()
    }

    private func start() {
        raw()
        noecho()
        nonl()
        keypad(pad, true)
        nodelay(pad, true)
        // A lone Escape is known from a key's sequence by what follows within this time.
        set_escdelay(25)
        // Keys that wait must not keep a frame from being painted to its end.
        typeahead(-1)
        keyok(KEY_MOUSE, false)
        // Where the entry has these ncurses would make codes of them that have no name.
        for sequence in KeyDecoder.wordKeys.keys { define_key("\u{1B}[\(sequence)", 0) }
        resize()
        write(TerminalModes.on(mouse: mouse))
    }

    /// Gives the terminal back as it was. Later calls do nothing.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        suspend()
        var modes = modesBefore
        tcsetattr(output, TCSADRAIN, &modes)
        delwin(pad)
        delscreen(screen)
        fclose(files.input)
        fclose(files.output)
    }

    deinit { close() }

    private static func open(_ descriptor: Int32, _ mode: String) -> UnsafeMutablePointer<FILE>? {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { return nil }
        let file = fdopen(copy, mode)
        if file == nil { Glibc.close(copy) }
        return file
    }

    private static var refused: TerminalFailure {
        TerminalFailure(
            code: .unavailable,
            description:
                "the terminal could not be prepared (\(String(cString: strerror(errno)))): "
                + "try another terminal")
    }
}
