import TerminalUI
import Testing

@testable import Dashboard

@Suite struct FormTextFieldTests {
    private func field(_ text: String, _ keys: Key...) -> TextField {
        var field = TextField(text)
        for key in keys {
            let reaction = field.handle(key)
            #expect(reaction == .done)
        }
        return field
    }

    @Test func `Keys move by graphemes and by words`() {
        #expect(field("नमस्ते x", .home, .right).cursor == 1)
        #expect(field("ab e\u{301}🇮🇳", .left, .left, .backspace).text == "abe\u{301}🇮🇳")
        #expect(field("one two-three", .alt("b")).cursor == 8)
        #expect(field("one two-three", .control("a"), .alt("f"), .alt("f")).cursor == 7)
        #expect(field("ab", .right, .right, .control("f"), .control("b")).cursor == 1)
    }

    @Test func `A mark typed after its letter joins it`() {
        var typed = field("e")
        _ = typed.handle(.character("\u{301}"))
        #expect(typed.characters.count == 1 && typed.cursor == 1)
        #expect(field("e\u{301}x", .left, .backspace).text == "x")
    }

    @Test func `What is cut can be put in elsewhere`() {
        #expect(field("one two", .control("w"), .home, .control("y")).text == "twoone ")
        #expect(field("one two", .alt("b"), .control("k"), .home, .control("y")).text == "twoone ")
        #expect(field("one two", .alt("b"), .control("u")).text == "two")
        #expect(field("one two", .home, .alt("d"), .end, .control("y")).text == " twoone")
        #expect(field("ab", .home, .delete, .control("d"), .delete, .backspace).text == "")
    }

    @Test func `Undo takes back a word typed, then what was cut`() {
        var typed = TextField("old ")
        _ = typed.handle(.control("u"))
        for character in "new" { _ = typed.handle(.character(character)) }
        _ = typed.handle(.alt("u"))
        #expect(typed.text == "")
        _ = typed.handle(.alt("u"))
        #expect(typed.text == "old ")
        _ = typed.handle(.alt("u"))
        #expect(typed.text == "old ")
    }

    @Test func `A paste becomes one line, and too long a one changes nothing`() {
        var pasted = TextField("a")
        var fits = pasted.insert("1\r\n2\n3\t4\u{1B}\u{7}\u{2028}5")
        #expect(fits)
        #expect(pasted.text == "a1 2 3 4 5")
        fits = pasted.insert(String(repeating: "x", count: 1000))
        #expect(!fits)
        #expect(pasted.text == "a1 2 3 4 5")
        var full = TextField()
        fits = full.insert(String(repeating: "x", count: 1000))
        #expect(fits)
        let reaction = full.handle(.character("y"))
        #expect(reaction == .tooLong)
    }

    @Test func `The cursor is in the box at every place of a text that is wider`() {
        for text in ["abcdefghijklmnopqrstuvwxyz", "東京都千代田区丸の内一丁目", "aあbいcうdえeお"] {
            for columns in [4, 7, 12] {
                var long = TextField(text)
                for place in 0...long.characters.count {
                    long.move(to: place)
                    let window = long.window(columns: columns)
                    let marks = (window.isCutBefore ? 1 : 0) + (window.isCutAfter ? 1 : 0)
                    #expect(TextWidth.of(window.text) + marks <= columns)
                    #expect((0..<columns).contains(window.cursorColumn))
                    let lead = window.isCutBefore ? 1 : 0
                    if place < long.characters.count {
                        // What the cursor stands on is what is drawn there.
                        var column = lead
                        let under = window.text.first { character in
                            defer { column += TextWidth.of(character) }
                            return column == window.cursorColumn
                        }
                        #expect(under == long.characters[place], "\(text) \(columns) \(place)")
                    }
                }
            }
        }
    }

    @Test func `A text field cannot be printed`() {
        var printed = "\(TextField("ZZZPT1234Q"))"
        dump(TextField("ZZZPT1234Q"), to: &printed)
        #expect(!printed.contains("ZPT"))
    }

    @Test func `What was undone comes back, until something else is typed`() {
        var field = TextField()
        for character in "one" { _ = field.handle(.character(character)) }
        _ = field.handle(.character(" "))
        for character in "two" { _ = field.handle(.character(character)) }
        _ = field.handle(.alt("u"))
        _ = field.handle(.alt("u"))
        #expect(field.text == "one")
        #expect(field.canRedo)
        _ = field.handle(.alt("r"))
        _ = field.handle(.alt("r"))
        #expect(field.text == "one two")
        #expect(!field.canRedo)
        _ = field.handle(.alt("u"))
        _ = field.handle(.character("!"))
        #expect(!field.canRedo)
        _ = field.handle(.alt("r"))
        #expect(field.text == "one !")
    }
}
