public import HTTP

/// The four vendors' APIs, answered from a seed and a clock.
///
/// Every id, number and outcome is computed when it is asked for, so a million items need no
/// memory; only what clients submit or start is remembered. Links in answers point to the host
/// the request was sent to.
public struct Sandbox: HTTPResponder {
    let world: World
    private let routes: [Route]

    /// A sandbox that starts with nothing submitted.
    public init(configuration: SandboxConfiguration) {
        let world = World(configuration: configuration)
        self.world = world
        routes =
            ReapAPI(world: world).routes + DeepvueAPI(world: world).routes
            + SurepassAPI(world: world).routes + DollarPeAPI(world: world).routes
            + FrontDoor(world: world).routes
    }

    /// What there is, in order.
    public var items: [SandboxItem] {
        (0..<world.catalogue.count).map { world.catalogue.item(at: $0) }
    }

    /// Answers one request as the vendor it is meant for would, however long it would take and
    /// wherever it would end.
    public func respond(to request: HTTPRequest) -> HTTPResponse { deliver(request).response }

    /// Answers one request as the vendor it is meant for would.
    public func deliver(_ request: HTTPRequest) -> HTTPDelivery {
        let parts = request.url.split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].split(separator: "/").map { PercentEncoding.decode($0) }
        var allowed: [String] = []
        for route in routes {
            guard let parameter = route.match(path) else { continue }
            guard route.method == request.method else {
                allowed.append(route.method)
                continue
            }
            let call = Call(
                request: request, parameter: parameter,
                query: PercentEncoding.pairs(parts.count > 1 ? parts[1] : ""),
                now: world.configuration.now(),
                number: route.vendor.map(world.memory.count) ?? 0)
            guard let vendor = route.vendor else { return HTTPDelivery(route.answer(call)) }
            return FaultLayer(world: world, vendor: vendor).deliver(call, route.answer)
        }
        return HTTPDelivery(allowed.isEmpty ? .notFound : .methodNotAllowed(allowed))
    }
}
