// swift-tools-version: 6.2
import PackageDescription

/// One set of compiler settings for every Swift target: strict, and silent because nothing warns.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A product target: `Sources/<name>`, importing exactly the targets named here. Rounding a Double
/// calls the C library's mathematics, which the linker is told of here because no import does.
func target(_ name: String, _ imports: Target.Dependency...) -> Target {
    .target(
        name: name, dependencies: imports, swiftSettings: strict,
        linkerSettings: [.linkedLibrary("m")])
}

/// A test target: `Tests/<name>`, without the scripts it runs and the tables it reads.
func tests(
    _ name: String, _ imports: Target.Dependency..., scripts: [String] = []
) -> Target {
    .testTarget(name: name, dependencies: imports, exclude: scripts, swiftSettings: strict)
}

let package = Package(
    name: "vigil",
    products: [.executable(name: "vigil", targets: ["vigil"])],
    targets: [
        // C libraries: a module map and a header each, one Swift owner each.
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CSodium"),
        .systemLibrary(name: "CYAML"),
        .systemLibrary(name: "CLinux"),
        // Loaded by their first call, so that the screen does not wait for them.
        .target(name: "CCurl", publicHeadersPath: "."),
        .target(name: "CMicroHTTPD", publicHeadersPath: "."),

        // The vocabulary: pure values.
        target("Domain"),
        target("JSON"),
        target("HTTP"),
        target("TerminalUI"),

        // The owners of the C libraries.
        target("Cryptography", "CSodium"),
        target("YAML", "CYAML"),
        target("HTTPClient", "HTTP", "CCurl"),
        target("HTTPServer", "HTTP", "CMicroHTTPD"),
        target("CursesTerminal", "TerminalUI", "CNcurses"),
        target("Store", "Domain", "JSON", "Cryptography", "CSQLite"),

        // The product's own subjects.
        target("Vendors", "Domain", "HTTP", "JSON", "Cryptography"),
        target("Sandbox", "HTTP", "JSON", "Cryptography"),
        target("Polling", "Domain"),
        target("Dashboard", "TerminalUI", "Domain"),

        // The composition root and the program.
        target(
            "App", "CursesTerminal", "Dashboard", "Polling", "Vendors", "Store", "Sandbox",
            "HTTPClient", "HTTPServer", "Cryptography", "YAML", "Domain", "HTTP", "JSON",
            "TerminalUI", "CLinux"),
        // Weeks of polling within minutes, for tests and measuring; not part of the product.
        target("Simulation", "Polling", "Store", "Vendors", "Sandbox", "Domain", "HTTP"),
        .executableTarget(
            name: "vigil", dependencies: ["App"], swiftSettings: strict,
            // The released program carries the Swift library in it: half the time to start.
            linkerSettings: [
                .unsafeFlags(["-static-stdlib"], .when(configuration: .release))
            ]),

        // The figures of `swift run -c release benchmarks`, and the least that a list can cost.
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "vigil", "floor", "Simulation", "Dashboard", "Store", "Vendors", "Domain", "JSON",
                "HTTP", "HTTPServer", "TerminalUI", "TestSupport",
            ],
            path: "Sources/Benchmarks", exclude: ["Floor", "Figures/instructions.txt"],
            swiftSettings: strict),
        .executableTarget(
            name: "floor", path: "Sources/Benchmarks/Floor",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

        // What tests share: a pseudo-terminal, a terminal emulator, a vendor in process.
        .systemLibrary(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
        .target(
            name: "TestSupport",
            dependencies: ["TerminalUI", "Domain", "HTTP", "CPseudoTerminal"],
            path: "Tests/TestSupport", swiftSettings: strict),

        tests("ArchitectureTests"),
        tests("DomainTests", "Domain"),
        tests("JSONTests", "JSON"),
        tests("CryptographyTests", "Cryptography"),
        tests("YAMLTests", "YAML"),
        tests(
            "ReaderTests", "App", "YAML", "CursesTerminal", "Dashboard", "TerminalUI", "Domain",
            "TestSupport"),
        tests(
            "TransportTests", "HTTP", "HTTPClient", "HTTPServer", "TestSupport", "CPseudoTerminal"),
        tests("VendorsTests", "Vendors", "Domain", "HTTP", "JSON", "Cryptography", "TestSupport"),
        tests(
            "SandboxTests", "Sandbox", "HTTP", "HTTPServer", "JSON", "Cryptography",
            "TestSupport", scripts: ["check-with-curl.sh"]),
        tests(
            "ContractTests", "Vendors", "Sandbox", "HTTPServer", "HTTPClient", "Domain", "HTTP",
            "JSON", "TestSupport"),
        // A process that writes to a store until it is killed.
        .executableTarget(
            name: "store-writer", dependencies: ["Store", "Domain"], path: "Tests/StoreWriter",
            swiftSettings: strict),
        tests("StoreTests", "Store", "Domain", "TestSupport", "store-writer"),
        tests("PollingTests", "Polling", "Domain", "TestSupport"),
        tests("SimulationTests", "Simulation", "TestSupport"),
        tests("TerminalUITests", "TerminalUI", "TestSupport"),
        tests("CursesTerminalTests", "CursesTerminal", "TerminalUI", "TestSupport"),
        tests("DashboardTests", "Dashboard", "TerminalUI", "Domain", "TestSupport"),
        tests(
            "AppTests", "App", "Dashboard", "TerminalUI", "Store", "Vendors", "Domain", "YAML",
            "HTTP", "HTTPClient", "JSON", "TestSupport"),
        tests(
            "VigilTests", "vigil", "HTTP", "HTTPClient", "HTTPServer", "Sandbox", "JSON",
            "TerminalUI",
            "TestSupport", scripts: ["options.md", "keys.md"]),
    ]
)
