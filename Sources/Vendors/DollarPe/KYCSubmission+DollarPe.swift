import Domain
import JSON

extension KYCSubmission {
    /// The body of add-kyc-data, in the order of the vendor's page.
    var dollarPeBody: JSON { dollarPeBody { _, clear in clear } }

    /// The same with every value as `shown` gives it.
    func dollarPeBody(_ shown: (KYCField, String) -> String) -> JSON {
        func text(_ field: KYCField, _ clear: String) -> JSON { .string(shown(field, clear)) }
        func datum(_ field: KYCField, _ datum: Personal) -> JSON { text(field, datum.revealed()) }
        return [
            "customer_id": text(.customerID, customerID),
            "full_name": datum(.fullName, fullName),
            "phone": datum(.phone, phone),
            "full_address": datum(.fullAddress, fullAddress),
            "dob": text(.dateOfBirth, dateOfBirth.dayMonthYear),
            "registered_date": text(.registeredDate, registeredDate.dayMonthYear),
            "tax_number": datum(.taxNumber, taxNumber),
            "document_type": text(.documentType, documentType),
            "document_front_image_url": datum(.documentFrontImageURL, documentFrontImageURL),
            "document_back_image_url": datum(.documentBackImageURL, documentBackImageURL),
            "document_details": [
                "document_number": datum(.documentNumber, documentNumber), "additional_data": [:],
            ],
            "selfie_url": datum(.selfieURL, selfieURL),
            "selfie_verification_status": .bool(selfieVerified),
            "additional_info": .object(
                additionalInfo.map { .init($0.name, datum(.additional($0.name), $0.value)) }),
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
