/** Of digits and the plus, five wide and seven high; a row a number, its highest bit at the left. */
const glyphs: Readonly<Record<string, readonly number[]>> = {
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  '+': [0, 4, 4, 31, 4, 4, 0],
}
const glyph = { width: 5, height: 7 }

/** As `--amber-fill` and the ink upon it in tokens.css. Blue, green, red. */
const amber = [0x1c, 0xa3, 0xf0] as const
const ink = [0x16, 0x1b, 0x1f] as const

/** Pixels of a side: Windows draws it at half of that. */
export const badgeSide = 32
/** Points a pixel is looked at in, in each direction, for a round edge. */
const points = 4

/**
 * The number on the button in Windows' taskbar: dark on an amber disc, "9+" for ten and more.
 *
 * @param count at least 1
 * @returns rows from the top, four bytes a pixel: blue, green, red and opacity, the colours multiplied by it
 */
export function badgePicture(count: number): Buffer {
  const pixels = Buffer.alloc(badgeSide * badgeSide * 4)
  const text = count > 9 ? '9+' : String(count)
  const scale = text.length === 1 ? 3 : 2
  const width = (text.length * (glyph.width + 1) - 1) * scale
  const left = Math.round((badgeSide - width) / 2)
  const top = Math.round((badgeSide - glyph.height * scale) / 2)
  const isInk = (x: number, y: number) => {
    const across = Math.floor((x - left) / scale)
    const down = Math.floor((y - top) / scale)
    const character = text[Math.floor(across / (glyph.width + 1))]
    const bit = glyph.width - 1 - (across % (glyph.width + 1))
    if (across < 0 || character === undefined || bit < 0) return false
    return (((glyphs[character]?.[down] ?? 0) >> bit) & 1) === 1
  }
  for (let y = 0; y < badgeSide; y += 1)
    for (let x = 0; x < badgeSide; x += 1) {
      const opacity = partInDisc(x, y)
      const colour = isInk(x, y) ? ink : amber
      const bytes = [...colour.map((part) => Math.round(part * opacity)), Math.round(255 * opacity)]
      pixels.set(bytes, (y * badgeSide + x) * 4)
    }
  return pixels
}

function partInDisc(x: number, y: number): number {
  const radius = badgeSide / 2
  let inside = 0
  for (let down = 0; down < points; down += 1)
    for (let across = 0; across < points; across += 1) {
      const fromX = x + (across + 0.5) / points - radius
      const fromY = y + (down + 0.5) / points - radius
      if (fromX * fromX + fromY * fromY <= radius * radius) inside += 1
    }
  return inside / (points * points)
}
