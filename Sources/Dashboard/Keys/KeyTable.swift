import TerminalUI

/// Every key of the dashboard as the contract has them; `KeyMap` is the table in force.
enum KeyTable {
    /// The bindings, in the order in which the footer and the help name them.
    static let bindings: [KeyBinding] =
        [
            KeyBinding([.enter], "Enter", .open, "open", .item, footer: true),
            KeyBinding([.right], "→", .right, "next group", .list, footer: true),
            KeyBinding([.left], "←", .left, "group before", .list),
            KeyBinding([.escape, .backspace], "Esc", .back, "back", .item, footer: true),
            KeyBinding([.character("/")], "/", .filter, "filter", .list, footer: true),
            KeyBinding([.character("n")], "n", .newKYC, "new KYC", .item, footer: true),
            KeyBinding([.character("e")], "e", .correct, "correct KYC", .item, footer: true),
            KeyBinding([.character("v")], "v", .reveal, "show a value", .item, footer: true),
            KeyBinding([.character("a")], "a", .track, "track", .list, footer: true),
            KeyBinding([.character("u")], "u", .upload, "upload a file", .list),
            KeyBinding([.character("N")], "N", .newCustomer, "new customer", .list),
            KeyBinding([.character("O")], "O", .orderStamps, "order stamps", .list),
            KeyBinding([.character("r")], "r", .checkNow, "check now", .item, footer: true),
            KeyBinding([.character("o")], "o", .result, "result file", .item, footer: true),
            KeyBinding([.character("R")], "R", .report, "usage report", .item, footer: true),
            KeyBinding([.character("s")], "s", .sort, "sort", .list, footer: true),
            KeyBinding([.character(":")], ":", .palette, "commands", .program, footer: true),
            KeyBinding([.character("p")], "p", .pause, "pause", .program, footer: true),
            KeyBinding([.character("A")], "A", .alerts, "alerts", .program, footer: true),
            KeyBinding([.character("m")], "m", .mute, "mute alerts", .program),
            KeyBinding([.character("d")], "d", .untrack, "untrack", .item, footer: true),
            KeyBinding([.character("w")], "w", .note, "write a note", .item, footer: true),
            KeyBinding([.character("y")], "y", .copy, "copy id", .item, footer: true),
            KeyBinding([.character("Y")], "Y", .copyGroup, "copy group", .item, footer: true),
            KeyBinding([.character(" ")], "Space", .mark, "select", .list, footer: true),
            KeyBinding([.character("V")], "V", .markRange, "select from here to there", .list),
            KeyBinding([.control("a")], "Ctrl-A", .markAll, "select all shown", .list),
            KeyBinding([.character("S")], "S", .reverseSort, "reverse order", .list),
            KeyBinding([.character("b")], "b", .group, "group by vendor, state", .list),
            KeyBinding([.character("c")], "c", .columns, "choose columns", .list),
            KeyBinding([.character("L")], "L", .lock, "lock", .program),
            KeyBinding([.character("T")], "T", .theme, "next theme", .program, footer: true),
            KeyBinding([.character("t")], "t", .chooseTheme, "choose theme", .program),
            KeyBinding([.up, .character("k")], "↑ k", .up, "up", .move),
            KeyBinding([.down, .character("j")], "↓ j", .down, "down", .move),
            KeyBinding([.pageUp], "PgUp", .pageUp, "page up", .move),
            KeyBinding([.pageDown], "PgDn", .pageDown, "page down", .move),
            KeyBinding([.character("g"), .home], "g Home", .top, "first", .move),
            KeyBinding([.character("G"), .end], "G End", .bottom, "last", .move),
            KeyBinding([.tab], "Tab", .nextView, "next view", .views),
            KeyBinding([.backTab], "Shift-Tab", .previousView, "view before", .views),
        ]
        + View.allCases.map { view in
            KeyBinding(
                [.character(view.digit)], String(view.digit), .view(view), view.title, .views)
        } + [
            KeyBinding([.control("l")], "Ctrl-L", .repaint, "paint again", .program),
            KeyBinding([.control("z")], "Ctrl-Z", .suspend, "suspend", .program),
            KeyBinding(
                [.character("?"), .function(1)], "?", .help, "help", .program, footer: true),
            KeyBinding(
                [.character("q"), .control("c")], "q", .quit, "quit", .program, footer: true),
        ]
}
