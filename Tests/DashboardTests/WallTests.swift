import Domain
import TerminalUI
import Testing

@testable import Dashboard

/// The dashboard on a wall: large, read by everybody, pressed by nobody.
struct WallTests {
    /// A wall that knows these items.
    private func wall(
        _ width: Int, _ height: Int, _ items: [TrackedItem] = varied, view: View = .batches,
        glyphs: Glyphs = .unicode, isCalm: Bool = true
    ) -> State {
        var state = dashboard(width, height, items, glyphs: glyphs, view: view)
        state.show(Wall(every: .seconds(15), isCalm: isCalm))
        if items == varied {
            _ = update(&state, .vendorChanged(.deepvue, .failing(since: .ago("11m"))))
        }
        return state
    }

    private static let sizes = [(40, 10), (80, 24), (120, 40), (200, 60)]

    @Test func `At 40x10 what failed is in large letters and everything else in sight`() {
        #expect(
            wall(40, 10).text == """
                 VIGIL  Batches                   14:05
                     ▀▀█    █▀▀ █▀█ ▀█▀ █   █▀▀ █▀▄
                     █▀▀    █▀  █▀█  █  █   █▀  █ █
                     ▀▀▀    ▀   ▀ ▀ ▀▀▀ ▀▀▀ ▀▀▀ ▀▀
                      █▀▄ █▀▀ █▀▀ █▀█ █ █ █ █ █▀▀
                      █ █ █▀  █▀  █▀▀ █ █ █ █ █▀
                      ▀▀  ▀▀▀ ▀▀▀ ▀    ▀  ▀▀▀ ▀▀▀
                 1 STALE 12M   1 OVERDUE   1 STUCK
                 2 failed  4 pending  6 active  4 done
                 [1] 2  3  4  5  newest answer just now
                """)
    }

    @Test func `At 120x40 there are figures, work with its bars, and the age of every answer`() {
        let rows = screen(wall(120, 40)).rows
        let text = rows.joined(separator: "\n")
        #expect(text.contains("in progress") && text.contains("completed"))
        let march = rows.firstIndex { $0.contains("00000004") } ?? 0
        #expect(rows[march].contains("250 of 250") && rows[march].contains("13:25"))
        #expect(rows[march + 1].contains("▒▒▒▒▒▒▒▒"))
        #expect(rows.last?.contains("newest answer just now") == true)
    }

    @Test(arguments: sizes) func `It takes up any screen, also in ASCII and with nothing on it`(
        size: (Int, Int)
    ) {
        let hostile = "三月 \u{202E}evil\u{1B}[31m 👩‍👩‍👧"
        let odd = item(.reap, 17, hostile, counts(.inProgress, 100, 45, 3))
        for items in [[], [varied[0]], varied + [odd]] {
            for view in View.allCases {
                for glyphs in Glyphs.allCases {
                    let frame = screen(wall(size.0, size.1, items, view: view, glyphs: glyphs))
                    #expect(frame.size == Size(width: size.0, height: size.1))
                    for row in frame.rows {
                        #expect(
                            row.unicodeScalars.allSatisfy {
                                $0.value >= 0x20 && $0.value != 0x202E
                            })
                    }
                    #expect(frame.cursor == nil)
                }
            }
        }
    }

    @Test func `Ten thousand items are as large as three`() {
        let many = (1...10_000).map {
            item(.reap, $0, "Batch", counts($0 % 4 == 0 ? .failed : .inProgress, 100, 45, 3))
        }
        let text = wall(120, 40, many).text
        for figure in ["2500 failed", "7500"] {
            let bands = [BigFont.Scale.half, .whole(1)].map {
                BigFont.rows(of: figure, $0, .unicode)
            }
            #expect(
                bands.contains { $0.allSatisfy { text.contains($0.trimmed) } }, "\(figure)")
        }
    }

    @Test func `What became of a customer is told without a name`() {
        var state = wall(120, 40, view: .activity)
        _ = update(
            &state,
            .activityHappened(
                ActivityEntry(
                    at: noon, event: .stateChanged, key: key(.kyc, 12),
                    text: "Asha Example failed: Selfie does not match", state: .failed)))
        #expect(state.text.contains("✗ a customer: failed"), "\(state.text)")
    }

    @Test(arguments: View.allCases)
    func `No customer's name or id is on it, and no operator's name`(view: View) throws {
        for (width, height) in Self.sizes {
            var state = wall(width, height, view: view)
            let customer = key(.kyc, 12)
            for (number, event) in ActivityEntry.Event.allCases.enumerated() {
                _ = update(
                    &state,
                    .activityHappened(
                        ActivityEntry(
                            at: noon - .seconds(number), event: event, key: customer,
                            text: "Asha Example failed: Selfie does not match",
                            operatorName: "clerk7")))
            }
            let text = state.text
            for secret in ["Asha", "Ravi", "Mina", "Otto", "00000012", "Selfie", "clerk7"] {
                #expect(!text.contains(secret), "\(secret) at \(width)x\(height)")
            }
        }
    }

    @Test func `Failed work and a dead vendor are on every view, as large as there is room for`() {
        for view in View.allCases {
            let frame = screen(wall(120, 40, view: view, isCalm: true))
            let block = frame.cells.joined().count { $0.style.attributes.contains(.reverse) }
            #expect(block > 120 * 10, "\(view): \(block) cells are lit")
            for words in ["2 failed", "deepvue failing 11m"] {
                let bands = [BigFont.Scale.half, .whole(1)].map {
                    BigFont.rows(of: words, $0, .unicode)[1].trimmed
                }
                #expect(
                    frame.rows.contains { row in bands.contains { row.contains($0) } },
                    "\(words) on \(view)")
            }
        }
    }

    @Test func `A dead vendor is in large letters on a small screen before what is stale`() {
        let old = (20...24).map {
            item(.reap, $0, "Batch \($0)", counts(.inProgress, 300, 90, 1), checked: "12m")
        }
        var state = wall(80, 24, varied + old)
        _ = update(&state, .vendorChanged(.deepvue, .failing(since: .ago("11m"))))
        let words = BigFont.rows(of: "deepvue failing 11m", .half, .unicode)[1].trimmed
        #expect(screen(state).rows.contains { $0.contains(words) }, "\(state.text)")
    }

    @Test func `A mark at the left never stands without the work that it marks`() {
        for height in 14...45 {
            let rows = screen(wall(80, height)).rows
            for row in rows where row.hasPrefix("▌") {
                #expect(!String(row.dropFirst()).trimmed.isEmpty, "\(height): \(rows)")
            }
        }
    }

    @Test func `What is less urgent is never in larger letters than what failed`() {
        let old = (20...40).map {
            item(
                .reap, $0, "Batch \($0)", counts(.inProgress, 300, 90, 1), checked: "12m",
                moved: "12m")
        }
        let failed = item(.kyc, 1, "Otto Test", Snapshot(state: .failed))
        var state = wall(120, 40, [failed] + old)
        for vendor in [Vendor.reap, .deepvue] {
            _ = update(&state, .vendorChanged(vendor, .failing(since: .ago("11m"))))
        }
        func isThere(_ words: String, _ scale: BigFont.Scale) -> Bool {
            let wanted = BigFont.rows(of: words, scale, .unicode)[1].trimmed
            return screen(state).rows.contains { $0.contains(wanted) }
        }
        #expect(isThere("1 failed", .half) && isThere("reap failing 11m", .half))
        #expect(isThere("21 stale 12m", .half), "\(state.text)")
    }

    @Test func `Data that is old says how old in large letters`() {
        let stale = item(.reap, 1, "May", counts(.inProgress, 300, 90, 1), checked: "12m")
        let text = wall(80, 24, [stale]).text
        let band = BigFont.rows(of: "1 stale 12m", .half, .unicode)
        #expect(band.allSatisfy { text.contains($0.trimmed) }, "\(text)")
        #expect(text.contains("newest answer 12m ago"))
        let fresh = item(.reap, 1, "May", counts(.inProgress, 300, 90, 1), checked: "4s")
        #expect(!wall(80, 24, [fresh]).text.contains("stale"))
    }

    @Test func `Each view has its time, and a sleep of the machine skips none`() {
        var state = wall(80, 24)
        #expect(presentation(of: state).nextTick.map { $0 <= noon + .seconds(15) } == true)
        var seen = [state.view]
        for step in 1...5 {
            _ = update(&state, .clockTicked(noon + .seconds(15 * step - 1)))
            #expect(state.view == seen.last)
            _ = update(&state, .clockTicked(noon + .seconds(15 * step)))
            seen.append(state.view)
        }
        #expect(seen == [.batches, .stamps, .kyc, .activity, .vendors, .batches])
        _ = update(&state, .clockTicked(noon + .seconds(36_000)))
        #expect(state.view == .stamps)
        // A clock that was set back must not leave one view for hours.
        _ = update(&state, .clockTicked(noon))
        _ = update(&state, .clockTicked(noon + .seconds(15)))
        #expect(state.view == .kyc)
    }

    @Test func `It can be held, turned by any key and ended, and nothing else`() {
        var state = wall(80, 24)
        #expect(state.press(.character("a")).isEmpty)
        #expect(state.view == .stamps && state.overlays.isEmpty)
        #expect(state.press(.character("d"), .left, .left).isEmpty)
        #expect(state.view == .batches)
        state.press(.character(" "))
        _ = update(&state, .clockTicked(noon + .seconds(60)))
        #expect(state.view == .batches && state.text.contains("held"))
        #expect(state.press(.character("q")) == [.quit])
        #expect(state.press(.control("c")) == [.quit])
    }

    @Test func `Bands pulse slowly, or stand still where motion is reduced`() {
        func lit(_ state: State) -> Int {
            screen(state).cells.joined().count { $0.style.attributes.contains(.reverse) }
        }
        var moving = wall(80, 24, isCalm: false)
        let now = lit(moving)
        #expect(presentation(of: moving).nextTick.map { $0 <= noon + .seconds(2) } == true)
        _ = update(&moving, .clockTicked(noon + .seconds(2)))
        #expect(lit(moving) != now)
        var calm = wall(80, 24, isCalm: true)
        let before = lit(calm)
        _ = update(&calm, .clockTicked(noon + .seconds(2)))
        #expect(lit(calm) == before)
    }

    @Test func `Every letter of the large font can be told from every other`() {
        let letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.,:!%/-+"
        for scale in [BigFont.Scale.half, .narrow, .whole(1), .whole(3)] {
            var seen: [[String]: Character] = [:]
            // As on any display of so few points, S is written as 5 and O as 0.
            for letter in letters where letter != "O" && letter != "S" {
                let art = BigFont.rows(of: String(letter), scale, .unicode)
                #expect(art.count == scale.rows)
                #expect(Set(art.map(\.count)).count == 1)
                #expect(art[0].count == BigFont.width(of: String(letter), scale))
                #expect(seen.updateValue(letter, forKey: art) == nil, "\(letter)")
            }
        }
    }
}

extension String {
    /// Without the blanks at its ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
