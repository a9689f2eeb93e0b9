/// What a vendor said to an upload that it took.
public struct UploadReceipt: Equatable, Sendable {
    /// The batch that came of it; nil when the vendor knows the upload already but does not say
    /// which batch it is.
    public var batch: ItemKey?
    /// Whether an earlier upload with the same key had arrived: nothing new was made.
    public var wasAlreadyUploaded: Bool
    /// How many records the vendor counted.
    public var total: Int?
    /// The vendor's word for the batch's state.
    public var vendorState: String?

    /// A receipt.
    public init(
        batch: ItemKey?, wasAlreadyUploaded: Bool = false, total: Int? = nil,
        vendorState: String? = nil
    ) {
        self.batch = batch
        self.wasAlreadyUploaded = wasAlreadyUploaded
        self.total = total
        self.vendorState = vendorState
    }
}
