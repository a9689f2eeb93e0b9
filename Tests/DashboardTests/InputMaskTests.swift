import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// What is typed falls into its field's form.
@Suite struct InputMaskTests {
    private func typed(_ keys: String, _ mask: InputMask) -> (text: String, refused: String?) {
        var field = TextField()
        var refused: String?
        for key in keys {
            if case .refused(let why) = field.handle(.character(key), by: mask) { refused = why }
        }
        return (field.text, refused)
    }

    @Test(arguments: [
        ("07031991", "07-03-1991"), ("07-03-1991", "07-03-1991"), ("7/3/1991", "07-03-1991"),
        ("4121991", "04-12-1991"), ("7.12.2001", "07-12-2001"), ("07", "07-"), ("0", "0"),
    ])
    func `A date's separators appear by themselves, and single digits get their zero`(
        keys: String, text: String
    ) {
        #expect(typed(keys, .date) == (text, nil))
    }

    @Test(arguments: [
        ("32", "3", "no such day"), ("00", "0", "no such day"),
        ("0113", "01-1", "no such month"), ("01-00", "01-0", "no such month"),
        ("01013", "01-01-", "no such year"), ("0a", "0", "a digit goes here"),
        ("010119912", "01-01-1991", "no more fits"),
    ])
    func `What no date has is refused where it is typed`(
        keys: String, text: String, why: String
    ) {
        #expect(typed(keys, .date) == (text, why))
    }

    @Test(
        arguments: [
            ("zzzpt1234q", "ZZZPT1234Q", nil), ("ZZ1", "ZZ", "a letter goes here"),
            ("ZZZPTA", "ZZZPT", "a digit goes here"), ("ZZZ-", "ZZZ", "a letter goes here"),
            ("ZZZPT1234QX", "ZZZPT1234Q", "no more fits"), ("ßé", "", "a letter goes here"),
        ] as [(String, String, String?)])
    func `A PAN is typed in capitals, each character where it belongs`(
        keys: String, text: String, why: String?
    ) {
        #expect(typed(keys, .pan) == (text, why))
    }

    @Test(
        arguments: [
            ("9911002211", "9911002211", nil), ("+91 99110 02211", "9911002211", nil),
            ("+44", "+", "only +91"), ("0", "", "no 0 before the number"),
            ("99x", "99", "a digit goes here"), ("99110022113", "9911002211", "no more fits"),
        ] as [(String, String, String?)])
    func `A phone is ten digits, and its country code is taken off`(
        keys: String, text: String, why: String?
    ) {
        #expect(typed(keys, .phone) == (text, why))
    }

    @Test func `An Aadhaar number falls into its groups, with or without the spaces`() {
        #expect(typed("432187651199", .aadhaar) == ("4321 8765 1199", nil))
        #expect(typed("4321 8765 1199", .aadhaar) == ("4321 8765 1199", nil))
        #expect(typed("4321-87a", .aadhaar) == ("4321 87", "a digit goes here"))
    }

    @Test func `Backspace takes a separator with what is before it`() {
        var field = TextField()
        for key in "0703" { _ = field.handle(.character(key), by: .date) }
        #expect(field.text == "07-03-")
        _ = field.handle(.backspace, by: .date)
        #expect(field.text == "07-0")
        _ = field.handle(.backspace, by: .date)
        _ = field.handle(.backspace, by: .date)
        #expect(field.text == "0")
    }

    @Test func `In a whole date a digit takes the place of the one under the cursor`() {
        var field = TextField("07-03-1991")
        field.move(to: 0)
        for key in "15" { _ = field.handle(.character(key), by: .date) }
        #expect(field.text == "15-03-1991")
        #expect(field.cursor == 3)
        _ = field.handle(.character("9"), by: .date)
        #expect(field.text == "15-09-1991")
        _ = field.handle(.alt("u"), by: .date)
        #expect(field.text != "15-09-1991")
    }

    @Test func `In a phone number that lacks one a digit pushes the others on`() {
        var field = TextField("991100221")
        field.move(to: 2)
        _ = field.handle(.character("7"), by: .phone)
        #expect(field.text == "9971100221")
        #expect(field.cursor == 3)
    }

    @Test(arguments: [
        (" 1991-03-07\n", "07-03-1991"), ("7.3.1991", "07-03-1991"), ("07031991", "07-03-1991"),
    ])
    func `A pasted date is put into the vendor's form`(pasted: String, text: String) {
        var field = TextField("01-0")
        #expect(field.paste(pasted, by: .date) == .done)
        #expect(field.text == text)
    }

    @Test func `A paste that cannot be a value changes nothing`() {
        var field = TextField("01-0")
        #expect(field.paste("last Tuesday", by: .date) != .done)
        #expect(field.text == "01-0")
        var phone = TextField()
        #expect(phone.paste("+91 (99110) 022-11", by: .phone) == .done)
        #expect(phone.text == "9911002211")
        var pan = TextField()
        #expect(pan.paste(" zzzpt 1234 q ", by: .pan) == .done)
        #expect(pan.text == "ZZZPT1234Q")
    }

    @Test func `What has another form may be mended by hand`() {
        var field = TextField("0703-1991")
        field.move(to: 2)
        #expect(field.handle(.character("-"), by: .date) == .done)
        #expect(field.text == "07-03-1991")
        #expect(field.handle(.character("x"), by: .date) != .done)
    }

    @Test(arguments: [1, 2, 3])
    func `Whatever is typed, a masked field keeps its form and its cursor`(seed: UInt64) {
        let keys: [Key] =
            "0123456789-/ .+aZp".map { .character($0) }
            + [.left, .right, .home, .end, .backspace, .delete, .control("w"), .control("y")]
            + [.alt("u"), .alt("r"), .control("k")]
        var random = seed
        for mask in [InputMask.date, .pan, .phone, .aadhaar] {
            var field = TextField()
            for _ in 0..<3000 {
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let key = keys[Int(random >> 33) % keys.count]
                let isInForm = mask.fits(field.characters)
                _ = field.handle(key, by: mask)
                #expect((0...field.characters.count).contains(field.cursor))
                guard isInForm, case .character = key else { continue }
                #expect(mask.fits(field.characters), "\(key) in \(field.text)")
            }
        }
    }
}
