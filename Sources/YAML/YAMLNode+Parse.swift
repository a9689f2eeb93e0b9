extension YAMLNode {
    /// Collections may stand in each other this deep.
    public static let depthLimit = 64
    /// The most bytes of text that are read.
    public static let sizeLimit = 1 << 20

    /// The one document of a UTF-8 text; an empty text is null. What makes a short text mean a
    /// large or a surprising value is a fault: anchors, aliases, tags, keys written twice, keys
    /// that are not plain words, more than one document.
    public init(parsing text: [UInt8]) throws(YAMLFault) {
        guard text.count <= Self.sizeLimit else {
            throw YAMLFault(message: "is larger than 1 MiB", line: 1, column: 1)
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self = try text.withUnsafeBufferPointer { (all) throws(YAMLFault) -> YAMLNode in
            let bytes = all.starts(with: mark) ? .init(rebasing: all.dropFirst(mark.count)) : all
            var events = EventStream(bytes)
            return try Self.document(&events)
        }
    }

    private init(_ content: Content, at event: EventStream.Event) {
        self.init(content: content, line: event.line, column: event.column)
    }

    private static func document(_ events: inout EventStream) throws(YAMLFault) -> YAMLNode {
        _ = try events.next()
        let first = try events.next()
        guard first.kind == .documentStart else { return YAMLNode(.null, at: first) }
        let root = try node(try events.next(), &events, depth: 0)
        _ = try events.next()
        let last = try events.next()
        guard last.kind == .end else {
            throw last.fault("a second document starts here; only one is read")
        }
        return root
    }

    private static func node(
        _ event: EventStream.Event, _ events: inout EventStream, depth: Int
    ) throws(YAMLFault) -> YAMLNode {
        guard depth < depthLimit else {
            throw event.fault("is nested more than \(depthLimit) deep")
        }
        switch event.kind {
        case .sequenceStart:
            var values: [YAMLNode] = []
            while true {
                let next = try events.next()
                if next.kind == .sequenceEnd { return YAMLNode(.sequence(values), at: event) }
                values.append(try node(next, &events, depth: depth + 1))
            }
        case .mappingStart:
            return YAMLNode(.mapping(try entries(&events, depth: depth)), at: event)
        case .scalar(let text, let isPlain):
            let isNull = isPlain && ["", "~", "null", "Null", "NULL"].contains(text)
            return YAMLNode(isNull ? .null : .scalar(text, isPlain: isPlain), at: event)
        default:
            throw event.fault("is not a value")
        }
    }

    private static func entries(
        _ events: inout EventStream, depth: Int
    ) throws(YAMLFault) -> [Entry] {
        var entries: [Entry] = []
        var lines: [String: Int] = [:]
        while true {
            let event = try events.next()
            if event.kind == .mappingEnd { return entries }
            guard case .scalar(let name, let isPlain) = event.kind, !name.isEmpty else {
                throw event.fault("a key must be a word")
            }
            if let line = lines.updateValue(event.line, forKey: name) {
                throw event.fault("this key is there already, on line \(line)")
            }
            let key = YAMLNode(.scalar(name, isPlain: isPlain), at: event)
            let value = try node(try events.next(), &events, depth: depth + 1)
            entries.append(Entry(key: key, value: value))
        }
    }
}
