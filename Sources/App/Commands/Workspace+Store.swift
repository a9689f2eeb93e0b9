import Domain
import Glibc
import Store

extension Workspace {
    /// Refuses to go on without a store: commands that look at one do not make one.
    func requireStore() throws(ProgramFailure) {
        guard access(storePath, F_OK) != 0, errno == ENOENT || errno == ENOTDIR else { return }
        throw ProgramFailure(
            .notFound, "the store \(PlainText.of(storePath)) does not exist",
            hint: "vigil track makes one; --store names another")
    }

    /// Works on an existing store in a way that needs no open one.
    func withFile<Value>(
        _ work: (_ path: String) throws(StoreFailure) -> Value
    ) throws(ProgramFailure) -> Value {
        try requireStore()
        do throws(StoreFailure) {
            return try work(storePath)
        } catch {
            throw ProgramFailure(error)
        }
    }
}
