import Domain

extension KYCSubmission {
    /// A submission of an invented person.
    static var invented: KYCSubmission {
        KYCSubmission(
            customerID: "4e6f1b20-a73c-11ec-b909-0242ac120002",
            fullName: Personal("Asha R\u{101}o"),
            phone: Personal("9900000000"), fullAddress: Personal("1 Nowhere Road"),
            dateOfBirth: CivilDate(daysSinceEpoch: 0),
            registeredDate: CivilDate(daysSinceEpoch: 365),
            taxNumber: Personal("ABCPE1234F"), documentType: "AADHAAR",
            documentFrontImageURL: Personal("https://files.test/front.png"),
            documentBackImageURL: Personal("https://files.test/back.png"),
            documentNumber: Personal("123456789012"),
            selfieURL: Personal("https://files.test/selfie.png"), selfieVerified: true,
            additionalInfo: [
                (name: "profession", value: Personal("tester")),
                (name: "income_range", value: Personal("0-1")),
            ])
    }
}
