import { expect, test } from 'vitest'
import { badgePicture, badgeSide } from '../../../src/main/electron/badge-picture.ts'

/** Blue, green, red and opacity of one point. */
const at = (picture: Buffer, x: number, y: number) => [
  ...picture.subarray((y * badgeSide + x) * 4, (y * badgeSide + x) * 4 + 4),
]
const inkOf = (picture: Buffer) => {
  let points = 0
  for (let y = 0; y < badgeSide; y += 1)
    for (let x = 0; x < badgeSide; x += 1) {
      const [blue = 0, green = 0, , opacity] = at(picture, x, y)
      if (opacity === 255 && blue < 0x1a && green < 0x60) points += 1
    }
  return points
}

test('a dark number on an amber disc, and nothing around it', () => {
  const picture = badgePicture(3)
  expect(picture.byteLength).toBe(badgeSide * badgeSide * 4)
  expect(at(picture, 0, 0)).toEqual([0, 0, 0, 0])
  expect(at(picture, badgeSide - 1, badgeSide - 1)).toEqual([0, 0, 0, 0])
  expect(at(picture, 3, badgeSide / 2)).toEqual([0x1c, 0xa3, 0xf0, 255])
  // 3 has 14 points of its pattern set, each three by three.
  expect(inkOf(picture)).toBe(14 * 9)
})

test('every number has a picture of its own up to nine, and more have one together', () => {
  const pictures = Array.from({ length: 12 }, (_, index) => badgePicture(index + 1).toString('base64'))
  expect(new Set(pictures.slice(0, 10)).size).toBe(10)
  expect(pictures[10]).toBe(pictures[9])
  expect(badgePicture(4_000).toString('base64')).toBe(pictures[9])
})

test('where the edge of the disc lies within a point, its colour is thinned as much as its opacity', () => {
  const picture = badgePicture(1)
  const edge = Array.from({ length: badgeSide }, (_, x) => at(picture, x, 1)).filter(
    ([, , , opacity = 0]) => opacity > 0 && opacity < 255,
  )
  expect(edge.length).toBeGreaterThan(0)
  for (const [blue = 0, green = 0, red = 0, opacity = 0] of edge) {
    expect(Math.abs(red - (0xf0 * opacity) / 255)).toBeLessThan(1)
    expect(Math.max(blue, green, red)).toBeLessThanOrEqual(opacity)
  }
})
