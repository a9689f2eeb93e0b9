import Domain

extension State {
    /// Whether an action means something where the operator is; what does not is not listed.
    func applies(_ action: Action) -> Bool {
        let isInDetail = detail != nil
        switch action {
        case .back:
            return isInDetail || stampsFocus != nil && view == .stamps
                || !isInDetail && !filterText.isEmpty || hasMarks
        case .open: return !isInDetail
        case .track: return !isInDetail
        case .filter: return !isInDetail && view != .vendors && countBeforeFilter(of: view) > 0
        case .sort, .reverseSort: return !isInDetail && view == .batches && !watchlist.rows.isEmpty
        case .left, .right:
            return !isInDetail && view == .stamps && selectedItem != nil
        case .group, .columns, .mark, .markAll, .markRange:
            return !isInDetail && view == .batches && !watchlist.rows.isEmpty
        case .result: return (isInDetail || view != .vendors) && hasResultKind
        case .checkNow, .copy, .untrack, .note: return isInDetail || view != .vendors
        case .copyGroup: return !isInDetail && view == .stamps && stampsFocus != nil
        case .upload, .newCustomer, .orderStamps: return !isInDetail
        case .correct: return selectedKey?.kind == .kyc
        case .reveal: return isInDetail && selectedKey?.kind == .kyc
        case .report: return selectedKey?.kind == .stamps
        case .newKYC:
            return view == .kyc && !isInDetail || selectedKey?.kind == .kyc
        default: return true
        }
    }

    /// Whether an action can be done now; says it without a sentence.
    func can(_ action: Action) -> Bool { applies(action) && whyNot(action) == nil }

    /// Why an action cannot be done now, as a sentence for the operator; nil when it can.
    func whyNot(_ action: Action) -> String? {
        guard applies(action) else {
            return whereItWorks(action)
        }
        switch action {
        case .open:
            if view == .vendors { return nil }
            return selectedItem == nil ? "There is nothing here to open." : nil
        case .copy: return selectedKey == nil ? "There is nothing here to copy." : nil
        case .untrack: return selectedItem == nil ? "There is no item here to untrack." : nil
        case .note: return selectedItem == nil ? "There is no item here to write about." : nil
        case .checkNow: return whyNotCheck
        case .result:
            guard let item = selectedItem else { return "There is no item here." }
            if item.snapshot?.resultAvailable != true {
                return "The vendor has no result file of it yet."
            }
            return whyNotVendor(item.key.kind.vendor)
        case .report:
            if isReadOnly { return "Read-only: a usage report is a write to the vendor." }
            return selectedItem == nil ? "Select an e-stamp order first." : whyNotVendor(.surepass)
        case .newKYC:
            if isReadOnly { return "Read-only: nothing can be submitted." }
            return whyNotVendor(.dollarpe)
        case .newCustomer:
            if isReadOnly { return "Read-only: no customer can be made." }
            return whyNotVendor(.dollarpe)
        case .orderStamps:
            if isReadOnly { return "Read-only: nothing can be ordered." }
            return whyNotVendor(.surepass)
        case .correct: return whyNotCorrect
        case .reveal:
            if maskedFields.isEmpty { return "The vendor's answer holds nothing that is masked." }
            return whyNotVendor(.dollarpe)
        case .upload:
            if isReadOnly { return "Read-only: nothing can be uploaded." }
            return vendors.isDisjoint(with: [.reap, .deepvue, .dollarpe])
                ? "None of Reap, Deepvue and DollarPe is configured." : nil
        case .track:
            return vendors.isEmpty ? "No vendor is configured, so nothing can be tracked." : nil
        case .theme, .chooseTheme:
            return themes.count < 2 ? "There is no other theme to switch to." : nil
        default: return nil
        }
    }

    /// What an action would need, for one that means nothing where the operator is.
    private func whereItWorks(_ action: Action) -> String {
        let isInDetail = detail != nil
        func key(_ action: Action) -> String { options.keys.name(of: action, in: glyphs) ?? "" }
        switch action {
        case .result:
            guard let kind = selectedKey?.kind else { break }
            return "\(kind.vendor.title) makes no result file for this: "
                + "verifications and usage reports have one."
        case .report: return "A usage report is made of an e-stamp order: select one."
        case .reveal: return "Open a customer first: its page shows a value in clear."
        case .correct: return "Only a customer's KYC can be corrected: select a customer."
        case .newKYC: return "KYC is submitted for a customer: \(key(.view(.kyc))) lists them."
        case .copyGroup: return "Groups of ids are in Stamps, with the cursor in one of them."
        case .sort, .reverseSort, .group, .columns, .mark, .markAll, .markRange:
            if view != .batches { return "That works in Batches (\(key(.view(.batches))))." }
            if !isInDetail { return "There is nothing in the list yet." }
        case .filter where !isInDetail && view != .vendors: return "There is nothing to filter."
        case .checkNow, .copy, .untrack, .note:
            return "Select an item first: \(key(.view(.batches))) lists them all."
        default: break
        }
        return isInDetail
            ? "That works in the list: \(key(.back)) goes back to it."
            : "That does nothing here; \(key(.help)) shows what does."
    }

    /// Whether marked rows are what keys act on.
    var hasMarks: Bool { detail == nil && view == .batches && !marked.isEmpty }

    private var hasResultKind: Bool {
        switch selectedKey?.kind {
        case .deepvue, .report: true
        case .reap, .stamps, .kyc, nil: false
        }
    }

    private var whyNotCorrect: String? {
        if isReadOnly { return "Read-only: nothing can be corrected." }
        guard let item = selectedItem else { return "Select a customer first." }
        switch item.snapshot?.vendorState?.uppercased() {
        case "UNVERIFIED": return "Nothing was submitted for this customer yet: n does that."
        case "VERIFIED": return "This customer is verified: there is nothing to correct."
        default: break
        }
        if item.snapshot?.failureReason == "KYC_FAILED" {
            return "KYC_FAILED cannot be corrected: ask DollarPe's support."
        }
        return whyNotVendor(.dollarpe)
    }

    private var whyNotCheck: String? {
        guard let item = selectedItem else { return "There is no item here to check." }
        return whyNotVendor(item.key.kind.vendor)
    }

    private func whyNotVendor(_ vendor: Vendor) -> String? {
        vendors.contains(vendor) ? nil : "\(vendor.title) is not configured."
    }
}
