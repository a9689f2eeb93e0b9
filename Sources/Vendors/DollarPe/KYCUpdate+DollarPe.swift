import Domain
import JSON

extension KYCUpdate {
    /// Where it is sent.
    var dollarPePath: String {
        switch self {
        case .document: "/kyc/update-document-info"
        case .taxNumber: "/kyc/update-tax-info"
        case .selfieURL: "/kyc/update-selfie-info"
        case .additionalInfo: "/kyc/update-additional-info"
        }
    }

    /// The body, in the order of the vendor's page.
    func dollarPeBody(customer id: String) -> JSON {
        .object([.init("customer_id", .string(id))] + members)
    }

    private var members: [JSON.Member] {
        switch self {
        case .document(let document):
            [
                .init("full_address", .string(document.fullAddress.revealed())),
                .init("document_type", .string(document.type)),
                .init("document_front_image_url", .string(document.frontImageURL.revealed())),
                .init("document_back_image_url", .string(document.backImageURL.revealed())),
                .init(
                    "document_details",
                    [
                        "document_number": .string(document.number.revealed()),
                        "additional_data": [:],
                    ]),
            ]
        case .taxNumber(let number): [.init("tax_number", .string(number.revealed()))]
        case .selfieURL(let url): [.init("selfie_url", .string(url.revealed()))]
        case .additionalInfo(let values):
            [
                .init(
                    "additional_info",
                    .object(values.map { .init($0.name, .string($0.value.revealed())) }))
            ]
        }
    }

    /// Every personal value in clear, so that no message repeats one that the vendor echoes.
    var personalTexts: [String] {
        let values: [Personal] =
            switch self {
            case .document(let document):
                [
                    document.fullAddress, document.frontImageURL, document.backImageURL,
                    document.number,
                ]
            case .taxNumber(let value), .selfieURL(let value): [value]
            case .additionalInfo(let values): values.map(\.value)
            }
        return values.map { $0.revealed() }
    }
}
