import HTTP
import JSON

/// The same answers with times as odd as a vendor may write them.
struct Midnight {
    let now: Int64
    let chance: Chance

    func shift(_ response: HTTPResponse) -> HTTPResponse {
        var shifted = response
        shifted.headers["Date"] = ISOTime.http(
            now + (chance.number(40, below: 2) == 0 ? 600_000 : -600_000))
        guard let json = try? JSON(parsing: response.body) else { return shifted }
        var place = 41
        func walk(_ json: JSON) -> JSON {
            switch json {
            case .object(let members):
                return .object(members.map { JSON.Member($0.name, walk($0.value)) })
            case .array(let elements): return .array(elements.map(walk))
            case .string(let text):
                guard let time = ISOTime.milliseconds(text) else { return json }
                place += 1
                return .string(odd(time, place))
            default: return json
            }
        }
        shifted.body = Array(walk(json).text().utf8)
        return shifted
    }

    /// Offsets, no zone, more digits, beside midnight, ahead of the clock.
    private func odd(_ time: Int64, _ place: Int) -> String {
        let day: Int64 = 86_400_000
        let midnight = (time + day / 2) / day * day
        func local(_ minutes: Int64) -> String {
            String(ISOTime.withMilliseconds(time + minutes * 60_000).dropLast())
        }
        switch chance.number(place, below: 10) {
        case 0: return local(330) + "+05:30"
        case 1: return local(-660) + "-11:00"
        case 2: return local(845) + "+1405"
        case 3: return ISOTime.withoutZone(time)
        case 4: return ISOTime.withoutZone(time) + "Z"
        case 5: return ISOTime.withMilliseconds(midnight)
        case 6: return ISOTime.withMilliseconds(midnight - 1)
        case 7: return ISOTime.day(midnight - 1) + "T23:59:60Z"
        case 8: return ISOTime.withSeconds(now + day)
        default: return ISOTime.withSeconds(time).replacing("T", with: " ")
        }
    }
}
