import Domain
import Store
import Vendors

/// What can be asked of the configured vendors beside checks: one desk for each sort of work, each
/// behind the one gate.
struct VendorDesks: Sendable {
    /// Takes KYC submissions; nil without DollarPe.
    let submissions: SubmissionDesk?
    /// Takes corrections of a KYC; nil without DollarPe.
    let corrections: CorrectionDesk?
    /// Makes customers and orders stamps.
    let records: RecordDesk
    /// Starts usage reports; nil without Surepass.
    let reports: (any ReportDesk)?
    /// Take CSV files, by the kind of batch they make.
    let uploads: [Kind: any UploadDesk]
    /// Keeps result files.
    let results: ResultKeeper

    /// The desks of these vendors.
    init(
        _ vendors: VendorSet, cadences: Cadences, store: SQLiteStore, operatorName: String,
        gate: WriteGate
    ) {
        submissions = vendors.kyc.map { vendor in
            SubmissionDesk(
                vendor: vendor, body: { vendor.signedBody(for: $0) }, store: store,
                settling: cadences[.kyc].every, operatorName: operatorName, gate: gate)
        }
        corrections = vendors.kyc.map { vendor in
            CorrectionDesk(
                vendor: vendor, body: { vendor.signedBody(for: $0, ofCustomer: $1) },
                store: store, settling: cadences[.kyc].every, operatorName: operatorName,
                gate: gate)
        }
        records = RecordDesk(
            customers: vendors.kyc, stamps: vendors.reports, store: store,
            operatorName: operatorName, gate: gate)
        reports = vendors.reports
        uploads = [Kind.reap, .deepvue].reduce(into: [:]) { desks, kind in
            desks[kind] = vendors.clients[kind.vendor] as? any UploadDesk
        }
        results = ResultKeeper(
            clients: vendors.clients, store: store, operatorName: operatorName)
    }
}
