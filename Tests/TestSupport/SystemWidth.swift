import CPseudoTerminal

/// The columns that the C library gives a scalar in `C.UTF-8`; -1 for one that it cannot show.
public func systemColumns(of scalar: Unicode.Scalar) -> Int {
    Int(pty_columns(scalar.value))
}
