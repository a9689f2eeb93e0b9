import Glibc
import JSON
import Testing

struct JSONWritingTests {
    private let value: JSON = [
        "b": [1, -2.5, true, nil, [], [:]], "a": ["z": "Ā😀\"\\\n\u{1}\u{7F}", "y": 0],
    ]

    static let styles: [(JSONStyle, String)] = [
        (JSONStyle(), #"{"b":[1,-2.5,true,null,[],{}],"a":{"z":"Ā😀\"\\\n\u0001\#u{7F}","y":0}}"#),
        (
            JSONStyle(sorting: .topLevel),
            #"{"a":{"z":"Ā😀\"\\\n\u0001\#u{7F}","y":0},"b":[1,-2.5,true,null,[],{}]}"#
        ),
        (
            JSONStyle(sorting: .everyLevel, escapesNonASCII: true),
            #"{"a":{"y":0,"z":"\u0100\ud83d\ude00\"\\\n\u0001\#u{7F}"},"b":[1,-2.5,true,null,[],{}]}"#
        ),
        (
            JSONStyle(sorting: .everyLevel, isSpaced: true),
            #"{"a": {"y": 0, "z": "Ā😀\"\\\n\u0001\#u{7F}"}, "b": [1, -2.5, true, null, [], {}]}"#
        ),
    ]

    @Test(arguments: styles)
    func `Each style writes its own text`(style: JSONStyle, text: String) {
        #expect(value.text(style) == text)
    }

    @Test func `Indented text has one member a line`() {
        let small: JSON = ["a": [1, 2], "b": [:]]
        #expect(
            small.text(JSONStyle(isIndented: true))
                == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}")
    }

    @Test func `What is written is read as the same value in every style`() throws {
        for style in [
            JSONStyle(), JSONStyle(isSpaced: true), JSONStyle(escapesNonASCII: true),
            JSONStyle(isIndented: true),
        ] {
            #expect(try JSON(parsing: Array(value.text(style).utf8)) == value)
        }
    }

    @Test func `Numbers that JSON does not have are null`() {
        #expect(JSON.double(.infinity).text() == "null")
        #expect(JSON(Double.nan) == .null)
        #expect(JSON.array([.double(-.infinity)]).text() == "[null]")
    }
}
