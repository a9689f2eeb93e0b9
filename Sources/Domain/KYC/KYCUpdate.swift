/// A correction of one part of a customer's KYC; the vendor takes three a customer at most
/// (DollarPe, kyc/update-…).
public enum KYCUpdate: Equatable, Sendable {
    /// The document and the address on it.
    case document(Document)
    /// The PAN.
    case taxNumber(Personal)
    /// Where the new selfie is.
    case selfieURL(Personal)
    /// The extra fields that the customer's configuration demands, in its order.
    case additionalInfo([AdditionalValue])

    /// A document in place of the submitted one.
    public struct Document: Equatable, Sendable {
        /// The whole address on one line.
        public var fullAddress: Personal
        /// One of the customer's supported document types.
        public var type: String
        /// Where the document's front is.
        public var frontImageURL: Personal
        /// Where the document's back is.
        public var backImageURL: Personal
        /// The document's number.
        public var number: Personal

        /// A document.
        public init(
            fullAddress: Personal, type: String, frontImageURL: Personal, backImageURL: Personal,
            number: Personal
        ) {
            self.fullAddress = fullAddress
            self.type = type
            self.frontImageURL = frontImageURL
            self.backImageURL = backImageURL
            self.number = number
        }
    }

    /// The value of one extra field.
    public struct AdditionalValue: Equatable, Sendable {
        /// The vendor's name of the field.
        public var name: String
        /// The value.
        public var value: Personal

        /// A value.
        public init(name: String, value: Personal) {
            self.name = name
            self.value = value
        }
    }
}
