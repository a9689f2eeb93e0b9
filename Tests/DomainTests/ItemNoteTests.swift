import Testing

@testable import Domain

@Suite struct ItemNoteTests {
    private func fault(_ typed: String) -> String? {
        do throws(ItemNote.Fault) {
            _ = try ItemNote.line(of: typed)
            return nil
        } catch {
            return error.message
        }
    }

    @Test func `A note is one line of plain words, and says how long is too long`() throws {
        #expect(try ItemNote.line(of: "  asked\tReap  again ") == "asked Reap again")
        #expect(try ItemNote.line(of: String(repeating: "ü", count: 280)).count == 280)
        #expect(
            fault(String(repeating: "x", count: 281))
                == "The note has 281 characters, and 280 is the most.")
        for typed in ["red\u{1B}[2J", "two\nlines", "turned\u{202E}round", "a\u{0}b", "bell\u{7}"] {
            #expect(fault(typed)?.contains("control") == true, "\(typed.debugDescription)")
        }
        #expect(fault("   ") == "Write the note first.")
    }

    @Test(arguments: [
        ("her PAN is ABCPE1234F.", PersonalSign.pan), ("abcpe1234f", .pan),
        ("ABCPE 1234 F given", .pan), ("PAN:ABCPE-1234-F", .pan),
        ("aadhaar 2345 6789 0123", .aadhaar), ("234567890123", .aadhaar),
        ("2345-6789-0123", .aadhaar), ("२३४५६७८९०१२३", .aadhaar),
        ("call 9876543210", .phone), ("+91 98765 43210", .phone), ("919876543210", .phone),
        ("0 9876543210", .phone), ("tel:987-654-3210", .phone), ("row 12 9876543210", .phone),
        ("write to asha@example.com", .email),
    ])
    func `What has the form of a person's data is refused by its name`(
        text: String, sign: PersonalSign
    ) {
        #expect(PersonalSign.found(in: text) == sign)
        let said = fault(text)
        #expect(said?.contains(sign.words) == true)
        #expect(said?.contains("43210") != true && said?.contains("ABCPE") != true)
    }

    @Test(arguments: [
        "asked Reap, ticket T-4711, answer by 2025-10-08 14:05",
        "reap:f208a887-9fa6-4447-a52b-c1d6e089536f is the second try",
        "bulk_stamp_v2_vomMHvHnecrlzTPRtyL", "12 of 250,000 rows failed", "epoch 1759932330000",
        "1759932330", "v1.2.3 @ noon", "batch 1234 a second time",
        "9a1b2c3d4e5f60718293a4b5c6d7e8f9", "#T9876543210",
    ])
    func `What operators write of work is no person's data`(text: String) {
        #expect(PersonalSign.found(in: text) == nil)
    }
}
