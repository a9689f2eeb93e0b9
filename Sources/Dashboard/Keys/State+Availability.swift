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
            return !isInDetail && view == .stamps && selectedItem?.snapshot?.groups != nil
        case .group, .columns, .mark, .markAll:
            return !isInDetail && view == .batches && !watchlist.rows.isEmpty
        case .result: return (isInDetail || view != .vendors) && hasResultKind
        case .checkNow, .copy, .untrack: return isInDetail || view != .vendors
        case .copyGroup: return !isInDetail && view == .stamps && stampsFocus != nil
        case .upload, .newCustomer, .orderStamps: return !isInDetail
        case .correct: return selectedKey?.kind == .kyc
        case .report: return selectedKey?.kind == .stamps
        case .newKYC:
            return view == .kyc && !isInDetail || selectedKey?.kind == .kyc
        default: return true
        }
    }

    /// Why an action cannot be done now, as a sentence for the operator; nil when it can.
    func whyNot(_ action: Action) -> String? {
        guard applies(action) else {
            return "That key does nothing here; ? shows the ones that do."
        }
        switch action {
        case .open:
            if view == .vendors { return nil }
            return selectedItem == nil ? "There is nothing here to open." : nil
        case .copy: return selectedKey == nil ? "There is nothing here to copy." : nil
        case .untrack: return selectedItem == nil ? "There is no item here to untrack." : nil
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
        case .upload:
            if isReadOnly { return "Read-only: nothing can be uploaded." }
            return vendors.isDisjoint(with: [.reap, .deepvue])
                ? "Neither Reap nor Deepvue is configured." : nil
        case .track:
            return vendors.isEmpty ? "No vendor is configured, so nothing can be tracked." : nil
        case .theme, .chooseTheme:
            return themes.count < 2 ? "There is no other theme to switch to." : nil
        default: return nil
        }
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
