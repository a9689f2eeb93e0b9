import Testing
import YAML

@testable import App

/// The file that `vigil config init` writes.
struct ConfigurationTemplateTests {
    private let directories = BaseDirectories(environment: [:], home: "/home/asha")

    private func document() -> ConfigurationDocument {
        ConfigurationDocument(file: "config.yaml", directories: directories)
    }

    @Test func `It is free of faults and means the defaults`() throws {
        let text = Array(ConfigurationTemplate.text.utf8)
        #expect(ConfigurationCheck(text, of: document()).faults.isEmpty)
        #expect(try Configuration(parsing: text, of: document()) == Configuration())
    }

    @Test func `Every key that is read stands in it, and every line is narrow`() throws {
        let template = try ConfigurationTemplate.document(directories)
        #expect(template.known.sections.count > 12)
        for (section, names) in template.known.sections {
            for name in names {
                #expect(
                    template.root.value(at: section + [name]) != nil,
                    "\((section + [name]).joined(separator: ".")) is not in ConfigurationTemplate")
            }
        }
        for line in ConfigurationTemplate.text.split(separator: "\n") {
            #expect(line.count <= 100, "\(line)")
        }
    }

    @Test func `Uncommenting every vendor gives a file without faults`() throws {
        let parts = ConfigurationTemplate.text.split(separator: "\n\n# How often")
        let text = parts[0].replacing("\n  # ", with: "\n  ")
        #expect(parts.count == 2)
        let check = ConfigurationCheck(Array(text.utf8), of: document())
        #expect(check.faults == [])
        #expect(check.configuration?.vendors.names.count == 4)
    }
}
