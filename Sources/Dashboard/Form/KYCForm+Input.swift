public import Domain
public import TerminalUI

extension KYCForm {
    /// Takes a key, a paste or the mouse. For the mouse, `rect` is where the form was drawn last;
    /// without it the mouse does nothing.
    ///
    /// Without `now` nothing depends on how fast keys come.
    public mutating func handle(
        _ input: InputEvent, in rect: Rect? = nil, at now: Timestamp? = nil
    ) -> Outcome {
        let unasked = unaskedCustomer
        if isHeldEnter(input, at: now) { return .stay }
        let outcome = react(to: input, in: rect)
        guard outcome == .stay, let unasked, unaskedCustomer == unasked else { return outcome }
        requirements = .loading
        return .loadRequirements(customer: unasked)
    }

    /// Whether this is Enter again so soon that the key is likely held down, where it would send.
    private mutating func isHeldEnter(_ input: InputEvent, at now: Timestamp?) -> Bool {
        guard input == .key(.enter), let now else { return false }
        defer { enteredAt = now }
        guard case .reviewing = phase, let enteredAt, now - enteredAt < .seconds(1) else {
            return false
        }
        banner = Banner(
            text: "Let go of Enter and look it over; then Enter goes on.", role: .warning)
        return true
    }

    private mutating func react(to input: InputEvent, in rect: Rect?) -> Outcome {
        switch (input, phase) {
        case (.resized, _): return .stay
        case (.key(let key), .editing): return isAskingToDiscard ? answer(key) : edit(key)
        case (.paste(let text), .editing): return isAskingToDiscard ? .stay : paste(text)
        case (.mouse(let mouse), .editing):
            guard let rect, !isAskingToDiscard else { return .stay }
            return click(mouse, in: rect)
        case (.key(let key), .reviewing(let payload)): return review(key, payload)
        case (.mouse(let mouse), _):
            if mouse.action == .scrollUp { moveReview(by: -1) }
            if mouse.action == .scrollDown { moveReview(by: 1) }
            return .stay
        case (.key(let key), .sending):
            scrollReview(key)
            if key == .escape {
                banner = Banner(
                    text: "It is being sent and cannot be called back: wait for the answer.",
                    role: .warning)
            }
            return .stay
        case (.key(let key), .accepted), (.key(let key), .unknown), (.key(let key), .prepared):
            scrollReview(key)
            return key == .enter || key == .escape ? .close : .stay
        case (.paste, _): return .stay
        }
    }

    // MARK: Editing

    private mutating func edit(_ key: Key) -> Outcome {
        banner = nil
        refusal = nil
        if let day = calendar { return turn(calendar: day, key) }
        switch key {
        case .escape: return .close
        case .control("x"):
            isAskingToDiscard = hasTyping
            return .stay
        case .control("s"): return openReview()
        case .control("t"):
            turnToNextPart()
            return .stay
        case .control("r"): return retry()
        case .tab: return moveFocus(by: 1)
        case .backTab: return moveFocus(by: -1)
        case .down: return moveWithin(by: 1) ? .stay : moveFocus(by: 1)
        case .up: return moveWithin(by: -1) ? .stay : moveFocus(by: -1)
        case .pageDown: return moveFocus(by: 5)
        case .pageUp: return moveFocus(by: -5)
        case .enter: return enter()
        default: return type(key)
        }
    }

    private mutating func answer(_ key: Key) -> Outcome {
        switch key {
        case .character("y"), .character("Y"):
            isAskingToDiscard = false
            return .discard
        case .character("n"), .character("N"), .escape: isAskingToDiscard = false
        default: break
        }
        return .stay
    }

    private mutating func enter() -> Outcome {
        switch focus {
        case .review: return openReview()
        case .field(.customerID): return decide(\.customer) { form in form.moveFocus(by: 1) }
        case .field(.documentType):
            return decide(\.documentType) { form in form.moveFocus(by: 1) }
        case .field: return moveFocus(by: 1)
        }
    }

    /// Goes on when the choice is clear; else shows the first of the several matches.
    private mutating func decide(
        _ choice: WritableKeyPath<KYCForm, ChoiceField>, _ goOn: (inout KYCForm) -> Outcome
    ) -> Outcome {
        let field = self[keyPath: choice]
        if field.decided == nil, !field.query.isEmpty, field.matches.count > 1 {
            _ = self[keyPath: choice].moveHighlight(by: 1)
            return .stay
        }
        return goOn(&self)
    }

    private mutating func type(_ key: Key) -> Outcome {
        guard case .field(let field) = focus else {
            return key == .character(" ") ? openReview() : .stay
        }
        var outcome = Outcome.stay
        var reaction = TextField.Reaction.done
        switch field {
        case .customerID:
            reaction = customer.handle(key)
            outcome = chooseWholeCustomer()
        case .documentType: reaction = documentType.handle(key)
        case .selfieVerificationStatus: switchSelfie(key)
        case .dateOfBirth where key == .character(" "),
            .registeredDate where key == .character(" "):
            openCalendar(of: field)
        default: reaction = texts[field, default: TextField()].handle(key, by: mask(of: field))
        }
        refusal = Refusal(reaction, of: field)
        tellOnceComplete(field)
        return outcome
    }

    private mutating func paste(_ text: String) -> Outcome {
        banner = nil
        refusal = nil
        calendar = nil
        // An object of the vendor's field names, or a row of a table, is more than one field.
        let start = text.first { !$0.isWhitespace }
        if start == "{" || start == "[" || text.contains("\t") { return .read(Personal(text)) }
        guard case .field(let field) = focus else { return .stay }
        var reaction = TextField.Reaction.done
        var outcome = Outcome.stay
        switch field {
        case .customerID:
            reaction = customer.paste(text)
            outcome = chooseWholeCustomer()
        case .documentType: reaction = documentType.paste(text)
        case .selfieVerificationStatus: break
        default: reaction = texts[field, default: TextField()].paste(text, by: mask(of: field))
        }
        refusal = Refusal(reaction, of: field)
        tellOnceComplete(field)
        return outcome
    }

    private mutating func switchSelfie(_ key: Key) {
        switch key {
        case .character(" "), .left, .right: isSelfieVerified.toggle()
        case .character("y"), .character("t"): isSelfieVerified = true
        case .character("n"), .character("f"): isSelfieVerified = false
        default: break
        }
    }

    // MARK: Moving

    /// Moves inside a list of options; false where there is none or it ends.
    private mutating func moveWithin(by step: Int) -> Bool {
        switch focus {
        case .field(.customerID): customer.moveHighlight(by: step)
        case .field(.documentType): documentType.moveHighlight(by: step)
        default: false
        }
    }

    private mutating func moveFocus(by step: Int) -> Outcome {
        let stops = fields.map(Focus.field) + [.review]
        let place = stops.firstIndex(of: focus) ?? 0
        let isJump = abs(step) > 1
        let next = place + step
        let wrapped = (next + stops.count) % stops.count
        return setFocus(stops[isJump ? min(max(0, next), stops.count - 1) : wrapped])
    }

    /// Leaves the field the keys went to: its choice counts, and its faults show from now on.
    mutating func setFocus(_ target: Focus) -> Outcome {
        guard target != focus else { return .stay }
        let outcome = settleChoice()
        if case .field(let field) = focus, !text(of: field).isEmpty { left.insert(field) }
        focus = target
        calendar = nil
        return outcome
    }

    private mutating func settleChoice() -> Outcome {
        switch focus {
        case .field(.customerID):
            if let option = customer.decided { return choose(customer: option.value) }
        case .field(.documentType):
            if let option = documentType.decided { documentType.choose(option.value) }
        default: break
        }
        return .stay
    }

    // MARK: Customer

    private mutating func chooseWholeCustomer() -> Outcome {
        if customer.chosen == nil { requirements = .none }
        guard let key = ItemKey(kind: .kyc, id: customer.query.text.filter { $0 != " " }) else {
            return .stay
        }
        return choose(customer: key.id)
    }

    mutating func choose(customer id: String) -> Outcome {
        let isSame = customer.chosen == id && requirements != .none
        customer.choose(id)
        if isSame { return .stay }
        requirements = .loading
        return .loadRequirements(customer: id)
    }

    private mutating func retry() -> Outcome {
        guard case .failed = requirements, let id = customer.chosen else { return .stay }
        requirements = .loading
        return .loadRequirements(customer: id)
    }
}
