import TerminalUI

/// A small graph of counts over time, in eighths of a row.
struct Graph {
    /// The counts, oldest first.
    let values: [Int]
    /// The count at the upper edge; more than zero.
    let top: Int

    /// The graph from top to bottom, a column for each count.
    func rows(height: Int, glyphs: Glyphs) -> [String] {
        (0..<height).map { row in
            values.map { value in
                let share = Double(min(max(0, value), top)) / Double(top)
                let eighths = Int(share * Double(height * 8))
                let here = min(8, max(0, eighths - (height - 1 - row) * 8))
                return glyphs == .unicode
                    ? Self.blocks[here] : here >= 4 ? "#" : here > 0 ? "_" : " "
            }.joined()
        }
    }

    private static let blocks = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}
