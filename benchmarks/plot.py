"""Line charts as SVG, without a library: logarithmic axes, one line a series."""
import html
import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 70, 220, 30, 50
COLOURS = ["#0b6e4f", "#c44900", "#3d5a9e", "#8a1c7c", "#6b705c", "#b8860b"]


def ticks(low, high):
    """Powers of ten within a range; 2 and 5 times them too where they are few."""
    exponents = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    digits = (1, 2, 5) if high / low < 1e3 else (1,)
    steps = [m * 10.0**e for e in exponents for m in digits]
    return [t for t in steps if low * 0.999 <= t <= high * 1.001]


def number(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"


def chart(title, x_label, y_label, series):
    """An SVG file's text. `series` maps names to lists of (x, y), all positive."""
    points = [point for line in series.values() for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x_low, x_high = min(xs) / 1.15, max(xs) * 1.15
    y_low, y_high = min(ys) / 1.3, max(ys) * 1.3

    def x_of(value):
        share = math.log(value / x_low) / math.log(x_high / x_low)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y_of(value):
        share = math.log(value / y_low) / math.log(y_high / y_low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def text(x, y, words, anchor="middle", more=""):
        return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {more}>'
                f'{html.escape(words)}</text>')
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
             'font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
             text(LEFT, 18, title, "start", 'font-weight="bold"'),
             text((LEFT + right) / 2, HEIGHT - 12, x_label),
             text(16, (TOP + bottom) / 2, y_label, "middle",
                  f'transform="rotate(-90 16 {(TOP + bottom) / 2})"')]
    for x in ticks(x_low, x_high):
        parts += [f'<path d="M{x_of(x):.1f} {TOP}V{bottom}" stroke="#ddd"/>',
                  text(x_of(x), bottom + 16, number(x))]
    for y in ticks(y_low, y_high):
        parts += [f'<path d="M{LEFT} {y_of(y):.1f}H{right}" stroke="#ddd"/>',
                  text(LEFT - 6, y_of(y) + 4, number(y), "end")]
    for index, (name, line) in enumerate(series.items()):
        colour = COLOURS[index % len(COLOURS)]
        # A second turn of the colours is dashed.
        stroke = 'stroke-width="2"' + (' stroke-dasharray="5 3"' if index >= len(COLOURS) else "")
        path = "L".join(f"{x_of(x):.1f} {y_of(y):.1f}" for x, y in sorted(line))
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" {stroke}/>')
        parts += [f'<circle cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" r="3" fill="{colour}"/>'
                  for x, y in line]
        parts += [f'<path d="M{right + 12} {TOP + 20 * index}h18" stroke="{colour}" '
                  f'{stroke}/>',
                  text(right + 36, TOP + 4 + 20 * index, name, "start")]
    return "\n".join(parts + ["</svg>", ""])
