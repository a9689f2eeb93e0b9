import Domain
import JSON

extension KYCSubmission {
    /// The body of add-kyc-data, in the order of the vendor's page.
    var dollarPeBody: JSON {
        [
            "customer_id": .string(customerID),
            "full_name": JSON(fullName),
            "phone": JSON(phone),
            "full_address": JSON(fullAddress),
            "dob": .string(dateOfBirth.dayMonthYear),
            "registered_date": .string(registeredDate.dayMonthYear),
            "tax_number": JSON(taxNumber),
            "document_type": .string(documentType),
            "document_front_image_url": JSON(documentFrontImageURL),
            "document_back_image_url": JSON(documentBackImageURL),
            "document_details": [
                "document_number": JSON(documentNumber), "additional_data": [:],
            ],
            "selfie_url": JSON(selfieURL),
            "selfie_verification_status": .bool(selfieVerified),
            "additional_info": .object(additionalInfo.map { .init($0.name, JSON($0.value)) }),
        ]
    }

    /// Every personal value in clear, so that no message repeats one that the vendor echoes.
    var personalTexts: [String] {
        let values = [
            fullName, phone, fullAddress, taxNumber, documentFrontImageURL, documentBackImageURL,
            documentNumber, selfieURL,
        ]
        return (values + additionalInfo.map(\.value)).map { $0.revealed() }
            + [dateOfBirth.dayMonthYear, dateOfBirth.iso8601]
    }
}

extension JSON {
    /// A personal datum in clear, for sending.
    fileprivate init(_ datum: Personal) { self = .string(datum.revealed()) }
}
