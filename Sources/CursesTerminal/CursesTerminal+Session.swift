import CNcurses
import Glibc
public import TerminalUI

extension CursesTerminal {
    /// Asks the terminal for its size and gives it; the next frame is painted whole when it is new.
    @discardableResult
    public func resize() -> Size {
        var window = winsize()
        let code = ioctl(output, UInt(TIOCGWINSZ), &window)
        if code == 0, window.ws_col > 0, window.ws_row > 0 {
            let new = Size(width: Int(window.ws_col), height: Int(window.ws_row))
            if new != size {
                // Not resizeterm(3), which also types a key.
                resize_term(Int32(new.height), Int32(new.width))
                size = new
                // What a terminal shows after its size changed is its own affair.
                clearok(self.window, true)
                shown = nil
            }
        }
        return size
    }

    /// Gives the terminal to the shell, until `resume`.
    public func suspend() {
        guard !isSuspended else { return }
        letGoOfOutside()
        isSuspended = true
        write(TerminalModes.off)
        endwin()
        CrashGuard.disarm()
    }

    /// Takes the terminal back, paints the screen whole and gives its size, which may be new.
    @discardableResult
    public func resume() -> Size {
        guard isSuspended else { return size }
        isSuspended = false
        var modes = termios()
        if tcgetattr(output, &modes) == 0 { CrashGuard.arm(modes) }
        // What the shell has set meanwhile is what it gets back.
        def_shell_mode()
        reset_prog_mode()
        resize()
        write(TerminalModes.on(mouse: mouse))
        clearok(window, true)
        cursorIsVisible = nil
        paint()
        return size
    }

    /// Offers a text to the terminal's clipboard (OSC 52); it does not say whether it took it.
    public func copy(_ text: String) {
        guard understandsCommands, !isSuspended else { return }
        write(Clipboard.command(text, type: type, isInTmux: isInTmux))
    }

    /// Writes to the terminal past ncurses, which holds nothing back between two frames.
    func write(_ text: String) { LineTerminal.write(text, to: output) }
}
