/// What is asked of a vendor, as far as it matters for asking again; the raw value is its name in
/// the table.
public enum VendorOperation: String, CaseIterable, Sendable {
    /// Reads how far tracked work is.
    case check
    /// The same at Deepvue, whose token can lapse.
    case deepvueCheck = "check, Deepvue"
    /// Fetches Deepvue's token.
    case authorize
    /// A read that somebody asked for: requirements, customers, orders, stock, articles, balance.
    case lookUp = "look up"
    /// Fetches a result file by its link.
    case resultFile = "result file"
    /// Starts a usage report, which costs nothing when it is made twice.
    case startReport = "start report"
    /// Uploads a file of records.
    case upload
    /// Orders stamps.
    case order
    /// Makes a customer.
    case createCustomer = "create customer"
    /// Sends a KYC submission.
    case submit
    /// Corrects a KYC.
    case update
    /// Takes a KYC back.
    case reset

    /// Whether something at the vendor is different afterwards.
    var isWrite: Bool {
        switch self {
        case .check, .deepvueCheck, .authorize, .lookUp, .resultFile: false
        case .startReport, .upload, .order, .createCustomer, .submit, .update, .reset: true
        }
    }
}
