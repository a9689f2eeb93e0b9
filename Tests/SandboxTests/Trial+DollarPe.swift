import HTTP
import JSON
import Sandbox

extension Trial {
    private static func submitted(_ probe: Probe) throws -> JSON? {
        let id = try probe.id("Exchange user 204")
        let answer = probe.dollarPe(
            "POST", "kyc/add-kyc-data", body: Probe.submission(of: id))
        return answer.json?["data"]
    }

    private static func missing(_ field: String) -> @Sendable (Probe) throws -> String {
        { probe in
            let body = Probe.submission(of: try probe.id("Exchange user 204"))
            let answer = probe.dollarPe(
                "POST", "kyc/add-kyc-data",
                body: body.replacing("\"\(field)\":", with: "\"other\":"))
            return answer.json?["errors"]?.names.first ?? "\(answer.status)"
        }
    }

    private static let tax = "\"tax_number\":\"BBBPB0000B\""

    static let dollarPe: [Trial] = [
        Trial("dollarpe-signature-401", "400", "401") {
            String(
                $0.dollarPe(
                    "GET", "customer/x", body: "", timestamp: "\($0.now / 1_000)", signature: "AA"
                ).status)
        },
        // The body is signed as it is sent, which is no profile's form.
        Trial("dollarpe-profile-only=java_sample", "200 200", "400 200") {
            let id = try $0.id("Exchange user 118")
            let spaced = $0.dollarPe(
                "PATCH", "kyc/update-tax-info",
                body: "{ \"tax_number\":\"BBBPB0000B\", \"customer_id\":\"\(id)\"}")
            let sorted = $0.dollarPe(
                "PATCH", "kyc/update-tax-info",
                body: "{\"customer_id\":\"\(id)\",\"tax_number\":\"BBBPB0000B\"}")
            return "\(spaced.status) \(sorted.status)"
        },
        Trial("dollarpe-tolerance=5", "200", "400") { probe in
            let id = try probe.id("Exchange user 118")
            let signed = probe.signed(at: probe.now / 1_000 - 60)
            return String(
                probe.dollarPe(
                    "GET", "customer/\(id)", body: "", timestamp: signed.timestamp,
                    signature: signed.signature
                ).status)
        },
        Trial("dollarpe-id-customer", "false", "true") {
            "\(try submitted($0)?["id"]?.string == $0.id("Exchange user 204"))"
        },
        Trial("dollarpe-customer-id-key", "id", "customer_id") {
            try submitted($0)?.names.first ?? ""
        },
        Trial("dollarpe-text-in-message", "Bad Request", "Customer not found or access denied.") {
            $0.dollarPe("GET", "customer/x").json?["message"]?.string ?? ""
        },
        Trial("dollarpe-limits-apart", "400", "200") { probe in
            let id = try probe.id("Exchange user 118")
            for _ in 0..<3 { _ = probe.correct("tax", id, tax) }
            return String(
                probe.correct("selfie", id, "\"selfie_url\":\"https://files.example/s.jpg\"")
                    .status)
        },
        Trial("dollarpe-reset-keeps-limit", "200", "400") { probe in
            let id = try probe.id("Exchange user 118")
            for _ in 0..<3 { _ = probe.correct("tax", id, tax) }
            _ = probe.mock(id, "UNVERIFIED")
            _ = probe.dollarPe(
                "POST", "kyc/add-kyc-data", body: Probe.submission(of: id, document: "9"))
            return String(probe.correct("tax", id, tax).status)
        },
        Trial("dollarpe-update-processing", "UNVERIFIED", "PROCESSING") {
            $0.correct("tax", try $0.id("Exchange user 118"), tax)
                .json?["data"]?["status"]?.string ?? ""
        },
        Trial("dollarpe-edd", "residence_alpha_3_country_code", "is_edd_verified") {
            try $0.customer($0.id("Exchange user 118")).names.last ?? ""
        },
        Trial("dollarpe-phone-required", "200", "phone", missing("phone")),
        Trial("dollarpe-tax-required", "200", "tax_number", missing("tax_number")),
        Trial("dollarpe-foreign-next", "true", "false") { probe in
            for number in 0..<12 {
                _ = probe.dollarPe(
                    "POST", "customer/create",
                    body: Probe.person(
                        email: "a\(number)@example.org", phone: "\(9_800_000_000 + number)",
                        reference: "r\(number)"))
            }
            let page = probe.dollarPe("GET", "customer/list").json?["data"]
            return "\(page?["next"]?.string?.hasPrefix("http://127.0.0.1:8080/") ?? true)"
        },
    ]
}
