import Glibc
import TerminalUI

/// How people see colours.
enum ColorVision: CaseIterable {
    case full
    case protanopia
    case deuteranopia
    case tritanopia

    /// How different two colours look: their distance in Oklab (Björn Ottosson, "A perceptual color
    /// space for image processing"), where black and white are 1 apart and 0.02 can just be seen.
    func difference(_ left: Color, _ right: Color) -> Double {
        zip(Self.oklab(seen(left)), Self.oklab(seen(right)))
            .map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }

    /// The colour as linear red, green and blue after the loss of one kind of cone (Machado,
    /// Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color vision
    /// deficiency", severity 1).
    private func seen(_ color: Color) -> [Double] {
        let matrix: [[Double]] =
            switch self {
            case .full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
            case .protanopia:
                [
                    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                    [-0.003882, -0.048116, 1.051998],
                ]
            case .deuteranopia:
                [
                    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                    [-0.011820, 0.042940, 0.968881],
                ]
            case .tritanopia:
                [
                    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                    [0.004733, 0.691367, 0.303900],
                ]
            }
        return Self.times(matrix, Luminance.linear(color)).map { min(1, max(0, $0)) }
    }

    private static func oklab(_ color: [Double]) -> [Double] {
        let cones = times(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ], color)
        return times(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ], cones.map(cbrt))
    }

    private static func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).map { $0 * $1 }.reduce(0, +) }
    }
}

/// Brightness as WCAG 2.2 measures it.
enum Luminance {
    /// The contrast of two colours, 1 to 21.
    static func contrast(_ left: Color, _ right: Color) -> Double {
        let bright = [left, right].map { color in
            zip(linear(color), [0.2126, 0.7152, 0.0722]).map { $0 * $1 }.reduce(0, +) + 0.05
        }
        return max(bright[0], bright[1]) / min(bright[0], bright[1])
    }

    /// Red, green and blue without the gamma of sRGB, each 0 to 1.
    static func linear(_ color: Color) -> [Double] {
        [color.red, color.green, color.blue].map { value in
            let part = Double(value) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
    }
}
