import CYAML

/// libyaml's parser over one text, which gives its events as Swift values, so that nothing of the
/// library's outlives a call.
struct EventStream: ~Copyable {
    /// On the heap because the parser points at itself (yaml_parser_set_input_string).
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeBufferPointer<UInt8>

    /// One step through a document.
    struct Event {
        enum Kind: Equatable {
            case start
            case end
            case documentStart
            case documentEnd
            case scalar(String, isPlain: Bool)
            case sequenceStart
            case sequenceEnd
            case mappingStart
            case mappingEnd
        }

        let kind: Kind
        let line: Int
        let column: Int

        func fault(_ message: String) -> YAMLFault {
            YAMLFault(message: message, line: line, column: column)
        }
    }

    /// Starts at the beginning of `text`, which must stay where it is as long as the stream is used.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        // Fails only without memory, where the process ends anyway.
        precondition(yaml_parser_initialize(parser) == 1, "libyaml could not start")
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event (yaml_parser_parse).
    mutating func next() throws(YAMLFault) -> Event {
        var raw = yaml_event_t()
        guard yaml_parser_parse(parser, &raw) == 1 else { throw problem() }
        defer { yaml_event_delete(&raw) }
        let mark = raw.start_mark
        func event(_ kind: Event.Kind) -> Event {
            Event(kind: kind, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
        }
        switch raw.type {
        case YAML_STREAM_START_EVENT: return event(.start)
        case YAML_STREAM_END_EVENT: return event(.end)
        case YAML_DOCUMENT_START_EVENT: return event(.documentStart)
        case YAML_DOCUMENT_END_EVENT: return event(.documentEnd)
        case YAML_SEQUENCE_END_EVENT: return event(.sequenceEnd)
        case YAML_MAPPING_END_EVENT: return event(.mappingEnd)
        case YAML_ALIAS_EVENT:
            throw event(.end).fault("aliases (*name) are not read here; write the value out")
        case YAML_SEQUENCE_START_EVENT:
            let start = raw.data.sequence_start
            return try plain(event(.sequenceStart), anchor: start.anchor, tag: start.tag)
        case YAML_MAPPING_START_EVENT:
            let start = raw.data.mapping_start
            return try plain(event(.mappingStart), anchor: start.anchor, tag: start.tag)
        default:
            let scalar = raw.data.scalar
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
                as: UTF8.self)
            return try plain(
                event(.scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)),
                anchor: scalar.anchor, tag: scalar.tag)
        }
    }

    /// The event, unless the text gives it a name to repeat it by or a type of its own.
    private func plain(
        _ event: Event, anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?
    ) throws(YAMLFault) -> Event {
        if anchor != nil {
            throw event.fault("anchors (&name) are not read here; write the value out")
        }
        if tag != nil {
            throw event.fault("tags (!name) are not read here; remove it")
        }
        return event
    }

    /// Why the last step failed, in libyaml's own words, which never quote the text.
    private func problem() -> YAMLFault {
        let state = parser.pointee
        let message = state.problem.map { String(cString: $0) } ?? "cannot be read"
        if state.error == YAML_READER_ERROR {
            // The reader runs ahead of the parser and knows its place in bytes only.
            return place(ofByte: state.problem_offset, message)
        }
        return YAMLFault(
            message: stopsAtTab ? "a tab stands here; indent with spaces" : message + context,
            line: Int(state.problem_mark.line) + 1, column: Int(state.problem_mark.column) + 1)
    }

    private var stopsAtTab: Bool {
        let state = parser.pointee
        return state.error == YAML_SCANNER_ERROR && state.buffer.pointer < state.buffer.last
            && state.buffer.pointer.pointee == UInt8(ascii: "\t")
    }

    /// Where what the parser is in began, when that is on another line: the cause is often there.
    private var context: String {
        let state = parser.pointee
        guard let context = state.context, state.context_mark.line != state.problem_mark.line
        else { return "" }
        return " (\(String(cString: context)) from line \(state.context_mark.line + 1) on)"
    }

    /// Lines end where libyaml ends them (YAML 1.1, 5.4): at a return, a line feed, both together
    /// or one of Unicode's three.
    private func place(ofByte offset: Int, _ message: String) -> YAMLFault {
        var line = 1
        var column = 1
        var wasReturn = false
        for scalar in String(decoding: text.prefix(offset), as: UTF8.self).unicodeScalars {
            if ["\r", "\n", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) {
                if !(wasReturn && scalar == "\n") { line += 1 }
                column = 1
            } else {
                column += 1
            }
            wasReturn = scalar == "\r"
        }
        return YAMLFault(message: message, line: line, column: column)
    }
}
