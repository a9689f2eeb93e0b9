import Domain
import Glibc
import Store

/// Whether the configuration, what it names and the store are there, sound and private.
struct FilesExamination: Sendable {
    /// The configuration file that is in force.
    var file: ConfigurationFile
    /// What it says; nil when there is none or it is faulty.
    var configuration: Configuration?
    /// The store's file; nil when it is no file.
    var storePath: String?

    /// What was found of the configuration.
    func configurationFindings() -> [Finding] {
        let path = PlainText.of(file.path)
        let exists = access(file.path, F_OK) == 0
        if !exists, !file.isNamed {
            return [
                .warning(
                    "config", "\(path) does not exist, so no vendor is configured",
                    "vigil config init writes one")
            ]
        }
        do throws(ConfigurationFailure) {
            let faults = try file.faults()
            guard faults.isEmpty else {
                return faults.map {
                    .problem("config", "\($0)", "correct the file; vigil config check")
                }
            }
        } catch {
            return [.problem("config", "\(error)", "vigil config path says which file is meant")]
        }
        var findings: [Finding] = [.ok("config", path)]
        if configuration?.vendors.names.isEmpty ?? true {
            findings.append(
                .warning("vendors", "none is configured", "uncomment yours in \(path)"))
        }
        return findings + permissions()
    }

    /// Files that should be private and are not.
    private func permissions() -> [Finding] {
        let secrets = (configuration?.vendors.secrets ?? []).compactMap { source -> String? in
            if case .file(let path) = source.origin { path } else { nil }
        }
        let stores = storePath.map { [$0, $0 + "-wal", $0 + "-shm"] } ?? []
        // Four eyes share a store through its group (README).
        let key = storePath.map { KeyFile.path(ofStore: $0) }
        let isShared =
            configuration?.privacy.fourEyes == true && key.flatMap { StoreGroup(ofKey: $0) } != nil
        let open = Set(secrets + stores).sorted().filter { path in
            var status = stat()
            let others = isShared && stores.contains(path) ? S_IRWXO : S_IRWXG | S_IRWXO
            return stat(path, &status) == 0
                && status.st_mode & others & ~(S_IXGRP | S_IXOTH) != 0
        }
        if isShared, let key, let warning = unsharedKey(key) { return [warning] }
        if open.isEmpty {
            let whom = isShared ? "you and the store's group" : "you alone"
            return [.ok("permissions", "what is private is readable by \(whom)")]
        }
        return open.map {
            .warning(
                "permissions", "\(PlainText.of($0)) can be read by others",
                "chmod 600 \(PlainText.of($0))")
        }
    }

    /// What is wrong when the group of a shared store cannot open what is sealed in it.
    private func unsharedKey(_ path: String) -> Finding? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IRGRP == 0 else { return nil }
        return .warning(
            "permissions", "the store's group may not read \(PlainText.of(path))",
            "chmod 640 \(PlainText.of(path))")
    }

    /// What was found of the store. Looking does not make one. Waits for the disk.
    func storeFinding() async -> Finding {
        guard let path = storePath else {
            return .problem(
                "store", "a PostgreSQL server cannot hold the store", "name a file with store:")
        }
        let shown = PlainText.of(path)
        guard access(path, F_OK) == 0 else {
            let folder = Self.nearestFolder(of: path)
            return access(folder, W_OK | X_OK) == 0
                ? .ok("store", "\(shown) is made when something is tracked")
                : .problem(
                    "store", "\(shown) cannot be made: \(PlainText.of(folder)) is not yours",
                    "name a file with --store or store:")
        }
        do throws(StoreFailure) {
            let examined = try StoreExamination(path: path)
            if let first = examined.faults.first {
                return .problem(
                    "store", "\(shown) is damaged: \(PlainText.of(first))",
                    "vigil store rescue FILE saves what can be read")
            }
            let store = try SQLiteStore(path: path)
            let count: Int
            let pollers: [Presence]
            do throws(StoreFailure) {
                count = try await store.items(includingUntracked: false).count
                pollers = try await store.presences(at: SystemClock.now())
            } catch {
                await store.close()
                throw error
            }
            await store.close()
            return .ok(
                "store", "\(shown), sound, \(count) tracked, \(Self.words(pollers))")
        } catch {
            return .problem("store", error.message, "see that the file is yours and unlocked")
        }
    }

    /// Who polls on the store.
    private static func words(_ pollers: [Presence]) -> String {
        guard !pollers.isEmpty else { return "nobody polls now" }
        let names = pollers.map { poller in
            let name = poller.operatorName ?? "process \(poller.number)"
            let place = poller.terminal.map { " on \($0)" } ?? ""
            return name + place + (poller.isPolling ? "" : " (paused)")
        }
        return "polled by \(names.joined(separator: ", "))"
    }

    private static func nearestFolder(of path: String) -> String {
        var folder = path[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            let name = folder.isEmpty ? "/" : String(folder)
            if access(name, F_OK) == 0 { return name }
            if folder.isEmpty { break }
        }
        return "."
    }
}

extension Configuration.Vendors {
    /// Where every credential comes from.
    var secrets: [SecretSource] {
        [
            reap?.apiKey, surepass?.token, deepvue?.clientID, deepvue?.clientSecret,
            dollarpe?.apiKey, dollarpe?.apiSecret,
        ].compactMap { $0 }
    }

    /// The variables of the environment that hold a credential.
    var secretVariables: Set<String> {
        Set(
            secrets.compactMap { source in
                if case .environment(let variable) = source.origin { variable } else { nil }
            })
    }
}
