import Domain
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct FormScreenTests {
    /// A form with a fault, a right value and the document types open.
    private static func halfWay() -> KYCForm {
        var form = FormFixtures.begun()
        form.type("Asha Testwala")
        form.press(.tab)
        form.type("12345")
        form.press(.tab, .tab, .tab, .tab)
        form.type("zzzpt1234q")
        form.press(.tab, .down, .down)
        return form
    }

    @Test func `A form begun, on an ordinary terminal`() {
        expect(
            Self.halfWay(), 80, 24,
            """
              KYC › New submission
              5 of 15 given.
              ────────────────────────────────────────────────────────────────────────────
                full_name                   ••••                                          ↑
                phone                       ••••
                                            ✗ Not an Indian number; wanted: 10 digits.
                full_address                the whole address on one line
                dob                         DD-MM-YYYY
                registered_date             DD-MM-YYYY
                tax_number                  ••••4Q

              ▸ document_type
                                            choose one, or type to find it
                                              AADHAAR
                                            ▸ PASSPORT
                                              VOTER_ID
                                              DRIVING_LICENSE
                document_front_image_url    https link to JPG, JPEG, PNG or PDF
                document_back_image_url     https link to JPG, JPEG, PNG or PDF
                document_number             the document's number

                selfie_url                  https link to JPG, JPEG or PNG
                selfie_verification_status  [ ] not verified
                                                                                          ↓
            """)
    }

    @Test func `A form begun, on the smallest terminal`() {
        expect(
            Self.halfWay(), 40, 10,
            """
             KYC › New submission
             5 of 15 given.
             tax_number                            ↑
               ••••4Q
             document_type
             ▸
               choose one, or type to find it
                 AADHAAR
               ▸ PASSPORT
                 VOTER_ID                          ↓
            """)
    }

    @Test func `The review, on an ordinary terminal`() {
        expect(
            FormFixtures.reviewed(), 80, 24,
            """
              KYC › New submission › Review
              This will be sent for March intake 7. Enter sends, Esc goes back.
              ────────────────────────────────────────────────────────────────────────────
             ▸  customer_id                       075986f3-282b-4555-bfcd-fad973e32596
                full_name                         ••••
                phone                             ••••11
                full_address                      ••••
                dob                               ••••
                registered_date                   ••••
                tax_number                        ••••4Q
                document_type                     AADHAAR
                document_front_image_url          https://files.example.com/••••
                document_back_image_url           https://files.example.com/••••
                document_details.document_number  ••••99
                selfie_url                        https://files.example.com/••••
                selfie_verification_status        true
                additional_info.income_range      ••••
                additional_info.profession        ••••
            """)
    }

    @Test func `The review, on the smallest terminal, after going down`() {
        var form = FormFixtures.reviewed()
        form.press(.pageDown)
        expect(
            form, 40, 10,
            """
             KYC › New submission › Review
             This will be sent for March intake 7.
             Enter sends, Esc goes back.
               ••••                                ↑
             dob
               ••••
            ▸registered_date
               ••••
             tax_number
               ••••4Q                              ↓
            """)
    }

    @Test func `Without Unicode everything is ASCII`() {
        var form = FormFixtures.filled(glyphs: .ascii)
        for key in [Key.backTab, .control("s"), .enter, .escape] {
            form.press(key)
            for (width, height) in [(80, 24), (40, 10), (120, 40)] {
                let text = FormFixtures.screen(form, width, height).rows.joined()
                #expect(text.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
            }
            let hints = form.hints.map { $0.key + $0.label }.joined()
            #expect(hints.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
        }
    }

    @Test func `A value is in clear only in the field being edited`() {
        var form = FormFixtures.filled()
        for focused in form.fields {
            _ = form.setFocus(.field(focused))
            let text = FormFixtures.screen(form, 120, 60).rows.joined(separator: "\n")
            for field in FormFixtures.personal.map(\.field) where field != focused {
                let typed = form.text(of: field)
                #expect(!text.contains(typed), "\(field.name) shows beside \(focused.name)")
            }
            if FormFixtures.personal.contains(where: { $0.field == focused }) {
                let typed = form.text(of: focused)
                #expect(text.contains(typed.suffix(12)), "\(focused.name) does not show")
            }
        }
    }

    @Test func `No personal value is in any screen from the review on, nor in a print`() {
        var form = FormFixtures.reviewed()
        var seen = "\(form)"
        dump(form, to: &seen)
        let keys: [Key] = [.down, .enter, .escape]
        for key in keys {
            form.press(key)
            seen += FormFixtures.screen(form, 120, 60).rows.joined(separator: "\n")
            dump(form, to: &seen)
        }
        form.take(answer: .unknown("No answer came."), for: FormFixtures.asha)
        seen += FormFixtures.screen(form, 80, 24).rows.joined(separator: "\n")
        var outcome = FormFixtures.reviewed()
        dump(outcome.press(.enter), to: &seen)
        for canary in [
            "Asha", "Testwala", "9911", "Nowhere", "1991", "07-03", "15-10", "ZZZPT", "zzzpt",
            "1234", "8841", "5ecret", "432187", "8765", "five", "juggler",
        ] {
            #expect(!seen.contains(canary), "\(canary) shows")
        }
    }

    @Test
    func `A fault has a mark and the look of a failure, beside its field where there is room`() {
        let theme = Theme.plain
        let frame = FormFixtures.screen(Self.halfWay(), 120, 40)
        let row = frame.rows.firstIndex { $0.contains("  phone") } ?? 0
        let column = (0..<120).first { frame[$0, row].glyph == "✗" } ?? 0
        #expect(column > 60)
        #expect(frame[column + 2, row].style.attributes == theme[.failed].attributes)
    }

    @Test func `The cursor stands behind what was typed, scrolled or wide`() {
        var form = FormFixtures.begun()
        form.type("東京")
        let frame = FormFixtures.screen(form, 80, 24)
        #expect(frame.cursor.map { frame[$0.x - 2, $0.y].glyph } == "京")
        form.type(String(repeating: "x", count: 200))
        let long = FormFixtures.screen(form, 40, 10)
        #expect(long.cursor.map { long[$0.x - 1, $0.y].glyph } == "x")
        #expect(long.rows.contains { $0.contains("‹xxx") })
    }

    @Test func `At every size the edited field is in view and nothing is drawn outside`() {
        var form = Self.halfWay()
        let outside = Style(attributes: .italic)
        for (width, height) in [(40, 10), (40, 8), (53, 11), (64, 16), (80, 24), (131, 45)] {
            for _ in 0...form.fields.count {
                form.press(.tab)
                var frame = Frame(size: Size(width: width + 4, height: height + 4), style: outside)
                let rect = Rect(x: 2, y: 2, width: width, height: height)
                form.draw(into: &frame, in: rect, theme: .plain)
                let shown = frame.rows.joined(separator: "\n")
                #expect(shown.contains("▸"), "\(form.focus) at \(width)x\(height)")
                if let cursor = frame.cursor { #expect(rect.contains(cursor)) }
                for y in 0..<height + 4 {
                    for x in 0..<width + 4 where !rect.contains(Position(x: x, y: y)) {
                        #expect(frame[x, y] == Cell(style: outside))
                    }
                }
            }
        }
        for width in 0...12 {
            for height in 0...6 { _ = FormFixtures.screen(form, width, height) }
        }
    }

    @Test func `Hostile text of a vendor or a paste is shown as harmless dots`() {
        var form = FormFixtures.empty()
        form.press(.down, .enter)
        var hostile = FormFixtures.requirements
        hostile.documentTypes = ["\u{1B}[2J\u{202E}"]
        hostile.additionalFields = [
            .init(name: "\u{1B}]52;c;x\u{7}", isURL: false, isRequired: true)
        ]
        form.take(requirements: .success(hostile), for: FormFixtures.asha)
        _ = form.handle(.paste("Asha \u{202E}\u{1B}[31m alawtseT"))
        form.press(.control("s"))
        for _ in 0..<16 {
            form.press(.tab)
            let text = FormFixtures.screen(form, 80, 24).rows.joined()
            #expect(
                !text.unicodeScalars.contains {
                    $0.properties.generalCategory == .control || $0 == "\u{202E}"
                })
        }
    }

    private func expect(
        _ form: KYCForm, _ width: Int, _ height: Int, _ screen: String,
        _ location: SourceLocation = #_sourceLocation
    ) {
        var rows = FormFixtures.screen(form, width, height).rows
        while rows.last == "" { rows.removeLast() }
        let text = rows.joined(separator: "\n")
        #expect(text == screen, sourceLocation: location)
    }
}
