import CLinux

/// The memory of this process.
enum ProcessMemory {
    /// Gives back what only starting needed. The kernel maps sixteen pages wherever one is used, so
    /// that starting brings in most of the program's code; what goes on being used comes back.
    static func giveBackStart() {
        linux_unmap_code()
        malloc_trim(0)
    }
}
