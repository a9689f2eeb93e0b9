import CLinux
import CursesTerminal
import Dashboard
import Domain
import Glibc
import TerminalUI

/// The loop of the dashboard: one thread that waits for keys, signals, finished work and the next
/// moment at which the screen changes by itself, and does nothing in between.
struct DashboardLoop {
    let terminal: CursesTerminal
    private var state: State
    private let process: DashboardProcess
    let inbox: Inbox<Event>
    var runner: EffectRunner
    var appearance: DashboardAppearance
    /// What follows the configuration's file; nil when there is none.
    var reload: ConfigurationFollower?
    /// What a new configuration is given to; nil when there is no file.
    var backstage: Backstage?
    /// What was typed, which overrules a new configuration too.
    var invocation: Invocation?
    var delivery: AlertDelivery
    private let habits: HabitsFile
    private var keptAlerts: [Alert] = []
    private var keptAt = ContinuousClock.now
    private let alarm = AlarmDescriptor()
    private var nextTick: Timestamp?
    /// The minute in which the zone's distance from UTC was last read.
    private var zoneReadAt: Int64?
    /// What came and is not taken in yet, because a key or a drawing went first.
    private var backlog: ArraySlice<Event> = []
    private var drawn = Drawn()
    private var lookedAt: ItemKey?
    private var outsidePace = OutsidePace()
    private var isRunning = true
    private var isDirty = true
    private var hasDrawn = false
    /// Whether what only starting needed was given back.
    private var isLight = false
    /// When memory is given back whether there is rest or not; nil until what is tracked is loaded.
    private var lightDue: ContinuousClock.Instant?
    private var drawnAt = ContinuousClock.now + Self.patience

    /// The shortest time between two drawings that no key asked for: a burst of answers is drawn
    /// once.
    private static let frameTime = Duration.milliseconds(30)
    /// How long the first drawing waits for what is tracked, lest an empty screen be shown first.
    private static let patience = Duration.milliseconds(70)
    /// Nothing to do for so long after what is tracked was shown, and starting is over.
    private static let calm = Duration.milliseconds(500)
    /// After so long starting is over even where there is always something to do.
    private static let bustle = Duration.seconds(5)
    /// How long memory may gather after that until it is given back again.
    private static let gathering = Duration.seconds(60)
    /// So many events are taken in before it is seen whether a key waits.
    private static let stretch = 16

    init(
        terminal: CursesTerminal, state: State, process: DashboardProcess, inbox: Inbox<Event>,
        runner: EffectRunner, appearance: DashboardAppearance, delivery: AlertDelivery,
        habits: HabitsFile
    ) {
        self.terminal = terminal
        self.state = state
        self.process = process
        self.inbox = inbox
        self.runner = runner
        self.appearance = appearance
        self.delivery = delivery
        self.habits = habits
    }

    /// Runs until the operator quits, a signal ends it or the terminal is gone. Calls `onceShown`
    /// after the first drawing.
    mutating func run(onceShown: () -> Void) {
        defer { habits.write(state.habits) }
        var isShown = false
        var descriptors = [
            STDIN_FILENO, process.signals.descriptor, inbox.descriptor, alarm.descriptor,
            reload?.watch.descriptor ?? -1, reload?.readings.descriptor ?? -1,
        ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while isRunning {
            let untilDrawing = drawIfDue()
            if hasDrawn, !isShown {
                isShown = true
                onceShown()
            }
            let timeout = backlog.isEmpty ? untilDrawing : 0
            let isStarting = timeout < 0 && lightDue != nil && !isLight
            // What is shown only with the next drawing waits for it: a burst of answers wakes the
            // loop once a drawing. A key goes before all of it.
            let waits = timeout > 0 && hasDrawn
            descriptors[2].fd = waits ? -1 : inbox.descriptor
            let patience = isStarting ? Int32(Self.calm.milliseconds) : timeout
            let ready = poll(&descriptors, nfds_t(descriptors.count), patience)
            guard ready >= 0 || errno == EINTR else { return }
            if ready == 0, isStarting {
                giveMemoryBack()
                continue
            }
            readClock()
            if descriptors[1].revents != 0 { readSignals() }
            let isDrawingDue = waits && descriptors[0].revents == 0
            if isDrawingDue || descriptors[2].revents != 0 { backlog += inbox.take() }
            takeBacklog(before: descriptors)
            if descriptors[3].revents != 0 {
                alarm.clear()
                nextTick = nil
                isDirty = true
            }
            if descriptors[4].revents != 0 { reload?.readIfChanged() }
            if descriptors[5].revents != 0 { takeReadings() }
            if descriptors[0].revents & Int16(POLLIN) != 0 {
                readKeys()
            } else if descriptors[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
                return
            } else if let lightDue, lightDue < .now {
                giveMemoryBack()
            }
        }
    }

    private mutating func giveMemoryBack() {
        isLight = true
        lightDue = .now + Self.gathering
        ProcessMemory.giveBack()
    }

    /// Takes in what came, a stretch at a time: a key, a signal or a drawing that is due goes before
    /// the next, however many there are.
    private mutating func takeBacklog(before descriptors: [pollfd]) {
        var urgent = Array(descriptors[0...1])
        while !backlog.isEmpty {
            for event in backlog.prefix(Self.stretch) { take(event) }
            backlog = backlog.dropFirst(Self.stretch)
            if poll(&urgent, nfds_t(urgent.count), 0) != 0 { return }
            if ContinuousClock.now - drawnAt > Self.frameTime * 2 { return }
        }
        backlog = []
    }

    /// Draws when something changed and the last drawing is long enough ago; otherwise says how
    /// many milliseconds to wait, or -1 when there is nothing to draw.
    private mutating func drawIfDue() -> Int32 {
        guard isDirty else { return -1 }
        let wait = Self.frameTime - (ContinuousClock.now - drawnAt)
        if wait > .zero { return Int32(max(1, wait.milliseconds)) }
        draw()
        return -1
    }

    private mutating func draw() {
        if state.lookedAt != lookedAt {
            lookedAt = state.lookedAt
            runner.look(at: lookedAt)
        }
        delivery.deliver(on: terminal, at: state.now)
        let (frame, nextChange) = presentation(of: state, reusing: &drawn)
        terminal.present(frame)
        let nextTick = [
            nextChange, delivery.due(at: state.now), keepHabits(), showOutside(),
        ].compactMap(\.self).min()
        if nextTick != self.nextTick {
            self.nextTick = nextTick
            alarm.set(nextTick)
        }
        drawnAt = .now
        isDirty = false
        hasDrawn = true
    }

    /// Shows in the window's title and tab what they are to show, and gives when it wants to go on.
    private mutating func showOutside() -> Timestamp? {
        let outside = state.outside
        switch outsidePace.take(outside, at: .now) {
        case .isShown: return nil
        case .wait(let pause): return state.now + pause
        case .show:
            terminal.setTitle(outside.title)
            terminal.setProgress(
                outside.percent.map {
                    CursesTerminal.Progress(percent: $0, isFault: outside.needsSomebody)
                })
            return nil
        }
    }

    /// Remembers now and then how the dashboard is used, and at once what nobody has acknowledged:
    /// a process that is killed must not take an alert with it. Gives when it wants to go on.
    private mutating func keepHabits() -> Timestamp? {
        let age = ContinuousClock.now - keptAt
        let isUrgent = state.alerts.open != keptAlerts
        guard age > (isUrgent ? .milliseconds(500) : .seconds(5)) else {
            return isUrgent ? state.now + .milliseconds(600) : nil
        }
        keptAt = .now
        keptAlerts = state.alerts.open
        habits.keep(state.habits)
        return nil
    }

    mutating func take(_ event: Event) {
        for effect in update(&state, event) { perform(effect) }
        isDirty = true
        if case .itemsLoaded = event {
            drawnAt = .now - Self.frameTime
            lightDue = lightDue ?? .now + Self.bustle
        }
    }

    /// What comes next is shown against the time at which it came. By itself the time is no
    /// reason to draw: the alarm is set to the moment at which it becomes one.
    private mutating func readClock() {
        let now = SystemClock.now()
        for effect in update(&state, .clockTicked(now)) { perform(effect) }
        // The C library looks at a file for that, and no screen shows seconds of a clock.
        let minute = now.milliseconds / 60_000
        guard minute != zoneReadAt else { return }
        zoneReadAt = minute
        let offset = appearance.utcOffsetMinutes(at: now)
        if offset != state.utcOffsetMinutes { take(.zoneChanged(utcOffsetMinutes: offset)) }
    }

    private mutating func readKeys() {
        let events = terminal.readEvents()
        // A terminal that is readable but has nothing to say has come to its end.
        if events.isEmpty, isAtEnd() {
            isRunning = false
            return
        }
        for event in events { take(.input(event)) }
        // What a key did is seen at once.
        if isDirty, isRunning { draw() }
    }

    private func isAtEnd() -> Bool {
        var waiting: Int32 = 0
        var terminal = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&terminal, 1, 0) == 1 && ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting) == 0
            && waiting == 0
    }

    private mutating func readSignals() {
        for signal in process.signals.read() {
            switch signal {
            case SIGWINCH: take(.input(.resized(terminal.resize())))
            case SIGTSTP: suspend()
            case SIGCONT:
                take(.input(.resized(terminal.resize())))
                terminal.repaint()
            default: isRunning = false
            }
        }
    }

    private mutating func perform(_ effect: Effect) {
        if runner.start(effect) { return }
        switch effect {
        case .alert(let alerts):
            delivery.add(alerts)
            isDirty = true
        case .quit: isRunning = false
        case .copy(let text): terminal.copy(text)
        case .repaint: terminal.repaint()
        case .suspend: suspend()
        default: break
        }
    }

    /// Gives the terminal back to the shell, stops as Ctrl-Z stops any program, and takes the
    /// terminal again when the operator comes back.
    private mutating func suspend() {
        terminal.suspend()
        var stop = sigset_t()
        sigemptyset(&stop)
        sigaddset(&stop, SIGTSTP)
        signal(SIGTSTP, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &stop, nil)
        // The whole job stops, so that a shell's pipeline does not go on with a part missing.
        kill(0, SIGTSTP)
        pthread_sigmask(SIG_BLOCK, &stop, nil)
        terminal.resume()
        outsidePace.forget()
        take(.input(.resized(terminal.resize())))
        terminal.repaint()
    }
}
