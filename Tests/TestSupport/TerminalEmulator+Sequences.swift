import TerminalUI

extension TerminalEmulator {
    /// Obeys a control sequence: what stood between `ESC [` and its last byte.
    mutating func sequence(_ bytes: [UInt8], final: UInt8) {
        let text = String(decoding: bytes, as: UTF8.self)
        let isPrivate = text.hasPrefix("?")
        let parameters = text.drop { "?>=<".contains($0) }
            .filter { $0.isNumber || $0 == ";" || $0 == ":" }
            .split(separator: ";", omittingEmptySubsequences: false)
            .map { part in
                part.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
            }
        let plain = !text.contains { !$0.isNumber && $0 != ";" && $0 != ":" }
        let name = Character(Unicode.Scalar(final))
        if plain, obey(name, parameters) { return }
        if isPrivate, name == "h" || name == "l" {
            for parameter in parameters { setMode(parameter[0], on: name == "h") }
            return
        }
        switch (text, name) {
        case ("!", "p"):
            modes = isOnAlternateScreen ? modes : [7, 25]
            keypadIsApplication = false
            style = TerminalStyle()
            insertIsOn = false
        case (_, "q") where text.hasSuffix(" "): break
        default: miss(bytes + [final], introducer: "CSI ")
        }
    }

    private mutating func obey(_ name: Character, _ parameters: [[Int]]) -> Bool {
        let first = parameters.first?[0] ?? 0
        let count = max(1, first)
        let second = max(1, parameters.count > 1 ? parameters[1][0] : 1)
        switch name {
        case "A": move(x: cursor.x, y: max(cursor.y - count, top))
        case "B", "e": move(x: cursor.x, y: min(cursor.y + count, bottom))
        case "C", "a": move(x: cursor.x + count, y: cursor.y)
        case "D": move(x: cursor.x - count, y: cursor.y)
        case "E": move(x: 0, y: min(cursor.y + count, bottom))
        case "F": move(x: 0, y: max(cursor.y - count, top))
        case "G", "`": move(x: count - 1, y: cursor.y)
        case "d": move(x: cursor.x, y: count - 1)
        case "H", "f": move(x: second - 1, y: count - 1)
        case "I": move(x: (cursor.x / 8 + count) * 8, y: cursor.y)
        case "Z": move(x: max(0, ((cursor.x + 7) / 8 - count) * 8), y: cursor.y)
        case "J": eraseScreen(first)
        case "K": eraseLine(first)
        case "X": erase(y: cursor.y, from: cursor.x, count: count)
        case "@": insertCells(count)
        case "P": deleteCells(count)
        case "L": insertLines(count)
        case "M": deleteLines(count)
        case "S": scrollUp(from: region.lowerBound, count)
        case "T": scrollDown(from: region.lowerBound, count)
        case "b": for _ in 0..<count { for scalar in lastText.unicodeScalars { write(scalar) } }
        case "m": style.apply(parameters.isEmpty ? [[0]] : parameters)
        case "r": setRegion(parameters)
        case "s": saved = (cursor, style)
        case "u": restoreCursor()
        case "h" where first == 4: insertIsOn = true
        case "l" where first == 4: insertIsOn = false
        case "h" where first == 8: directionIsExplicit = false
        case "l" where first == 8: directionIsExplicit = true
        case "t" where first == 22: titles.append(title)
        case "t" where first == 23: title = titles.popLast() ?? title
        case "h", "l", "g", "n", "c", "t": break
        default: return false
        }
        return true
    }

    private var top: Int { region.contains(cursor.y) ? region.lowerBound : 0 }
    private var bottom: Int { region.contains(cursor.y) ? region.upperBound : size.height - 1 }

    private mutating func setRegion(_ parameters: [[Int]]) {
        let from = max(1, parameters.first?[0] ?? 1) - 1
        let asked = parameters.count > 1 ? parameters[1][0] : 0
        let to = (asked == 0 ? size.height : min(asked, size.height)) - 1
        guard from < to || size.height == 1 else { return }
        region = min(from, to)...to
        move(x: 0, y: 0)
    }

    private mutating func setMode(_ mode: Int, on: Bool) {
        switch mode {
        case 47, 1047, 1049:
            if on, mainGrid == nil {
                if mode == 1049 { saved = (cursor, style) }
                mainGrid = grid
                grid = Self.blank(size)
            } else if !on, let main = mainGrid {
                grid = main
                mainGrid = nil
                if mode == 1049 { restoreCursor() }
            }
        case 1048:
            if on { saved = (cursor, style) } else { restoreCursor() }
        default:
            if on { modes.insert(mode) } else { modes.remove(mode) }
            if on { modesEverSet.insert(mode) }
        }
    }
}
