/// An article that stamps can be bought under in a state (Surepass, list-articles).
public struct StampArticle: Equatable, Sendable {
    /// The number as text, however the vendor writes it.
    public var id: String
    /// The code.
    public var code: String?
    /// The name.
    public var name: String?

    /// An article.
    public init(id: String, code: String?, name: String?) {
        self.id = id
        self.code = code
        self.name = name
    }
}
