import type { Page } from '@playwright/test'

/**
 * What axe does not look at. Each answers what is wrong, a line each, of the dialog that is open, else of the page.
 */

/**
 * Targets too small to press (WCAG 2.5.8): under 24 by 24 px where they can be pressed, but for links within a sentence,
 * and for small ones that have the room of 24 px around them to themselves.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const least = 24
    const root = document.querySelector('dialog[open]') ?? document.body
    const pressed = 'button, a[href], input, select, textarea, summary, [role="tab"], [role="option"], [role="button"]'
    const isClipped = (each: Element | null): boolean =>
      each !== null && (getComputedStyle(each).clipPath !== 'none' || isClipped(each.parentElement))
    const targets = [...root.querySelectorAll<HTMLElement>(pressed)].flatMap((each) => {
      if (!each.checkVisibility({ checkVisibilityCSS: true }) || isClipped(each)) return []
      // A label is pressed for its box.
      const whole = each.matches('input[type="checkbox"], input[type="radio"]') ? (each.closest('label') ?? each) : each
      const box = whole.getBoundingClientRect()
      const x = box.x + box.width / 2
      const y = box.y + box.height / 2
      return box.width === 0 ? [] : [{ each, whole, box, x, y }]
    })
    const reaches = (whole: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y)
      return hit !== null && whole.contains(hit)
    }
    const small = targets.filter(({ whole, box, x, y }) => {
      const reach = (across: boolean) =>
        [-1, 1].every((side) => reaches(whole, x + (across ? side * 11.5 : 0), y + (across ? 0 : side * 11.5)))
      return (box.width < least - 0.1 && !reach(true)) || (box.height < least - 0.1 && !reach(false))
    })
    const isInSentence = (each: Element) =>
      getComputedStyle(each).display.startsWith('inline') &&
      [...(each.parentElement?.childNodes ?? [])].some(
        (other) => other.nodeType === Node.TEXT_NODE && /\p{L}{2}/u.test(other.textContent ?? ''),
      )
    const crowds = (one: (typeof targets)[number], other: (typeof targets)[number]) => {
      if (one === other) return false
      const dx = Math.max(other.box.left - one.x, 0, one.x - other.box.right)
      const dy = Math.max(other.box.top - one.y, 0, one.y - other.box.bottom)
      const isSmall = small.includes(other)
      return Math.hypot(dx, dy) < least / 2 || (isSmall && Math.hypot(one.x - other.x, one.y - other.y) < least)
    }
    return small
      .filter((one) => !isInSentence(one.each) && targets.some((other) => crowds(one, other)))
      .map(({ each, box }) => `${Math.round(box.width)} by ${Math.round(box.height)}: ${each.outerHTML.slice(0, 140)}`)
  })

/** In the page: what has the focus, by a number of its own, and what is wrong with how it is seen; null when nothing has it. */
export function stopHere(): { key: string; wrong: string[] } | null {
  const each = document.activeElement
  if (each === null || each === document.body) return null
  const known = window as unknown as { stops?: Map<Element, number> }
  known.stops ??= new Map()
  const number = known.stops.get(each) ?? known.stops.size
  known.stops.set(each, number)
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each)
  const ring =
    outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor)
  const box = each.getBoundingClientRect()
  const places = [0.1, 0.3, 0.5, 0.7, 0.9]
  const points = places.flatMap((right) =>
    places.map((down) => document.elementFromPoint(box.x + box.width * right, box.y + box.height * down)),
  )
  const label = each instanceof HTMLInputElement ? each.closest('label') : null
  const isSeen = points.some((hit) => hit !== null && (each.contains(hit) || label?.contains(hit) === true))
  const what = each.outerHTML.slice(0, 140)
  return {
    key: String(number),
    wrong: [...(ring ? [] : [`no ring: ${what}`]), ...(isSeen ? [] : [`hidden: ${what}`])],
  }
}

/**
 * Walks with Tab over all that can have the focus, and says where it cannot be seen (WCAG 2.4.7) or lies under something
 * else (2.4.11).
 */
export async function unseenFocus(page: Page): Promise<string[]> {
  const wrong: string[] = []
  await page.evaluate(() => {
    if (document.querySelector('dialog[open]') === null && document.activeElement instanceof HTMLElement)
      document.activeElement.blur()
  })
  const seen = new Set<string>()
  for (let stops = 0; stops < 150; stops += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(stopHere)
    // Between the last and the first it is nowhere in the page.
    if (stop === null) continue
    if (seen.has(stop.key)) break
    seen.add(stop.key)
    wrong.push(...stop.wrong)
  }
  await page.evaluate(() => {
    delete (window as unknown as { stops?: unknown }).stops
  })
  return wrong
}

/**
 * With colours forced: words and signs that do not stand out from what is under them, and what is chosen and looks like
 * its neighbours.
 */
export async function lostInForcedColors(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active' })
  const wrong = await page.evaluate(() => {
    const root = document.querySelector('dialog[open]') ?? document.body
    const wrong: string[] = []
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    /** Of any colour as CSS writes it: red, green, blue and how much of it there is, 0 to 255. */
    const read = (color: string): number[] => {
      if (canvas === null) throw new Error('no canvas')
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = color
      canvas.fillRect(0, 0, 1, 1)
      return [...canvas.getImageData(0, 0, 1, 1).data]
    }
    const light = (color: string) => {
      const [red = 0, green = 0, blue = 0] = read(color).map((part) => {
        const share = part / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const contrast = (one: string, other: string) => {
      const [bright = 0, dark = 0] = [light(one), light(other)].sort((a, b) => b - a)
      return (bright + 0.05) / (dark + 0.05)
    }
    const isPaint = (color: string) => color !== 'none' && !color.startsWith('url') && (read(color)[3] ?? 0) > 100
    const under = (each: Element | null): string => {
      for (let at = each; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at)
        if (isPaint(backgroundColor)) return backgroundColor
      }
      return 'Canvas'
    }
    const isShown = (each: Element) => each.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })
    for (const each of root.querySelectorAll<HTMLElement>('*')) {
      const hasText = [...each.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      )
      if (!hasText || each.closest('svg, .sr, option, [aria-disabled="true"]') !== null || !isShown(each)) continue
      if (contrast(getComputedStyle(each).color, under(each)) < 4.5)
        wrong.push(`words: ${each.outerHTML.slice(0, 140)}`)
    }
    for (const sign of root.querySelectorAll('svg')) {
      if (!isShown(sign) || sign.closest('[aria-disabled="true"]') !== null) continue
      const painted = [...sign.querySelectorAll('path, circle, rect, line, polyline, polygon')].flatMap((each) => {
        const { fill, stroke } = getComputedStyle(each)
        return [fill, stroke].filter(isPaint)
      })
      if (!painted.some((color) => contrast(color, under(sign)) >= 3))
        wrong.push(`sign: ${sign.outerHTML.slice(0, 140)}`)
    }
    const chosen = '[aria-selected="true"], [aria-current]:not([aria-current="false"]), [aria-pressed="true"]'
    const look = (each: Element) =>
      [null, '::before', '::after']
        .map((part) => {
          const style = getComputedStyle(each, part)
          if (part !== null && style.content === 'none') return ''
          const names = [
            'borderTop',
            'borderBottom',
            'borderLeft',
            'outline',
            'textDecoration',
            'backgroundColor',
            'color',
            'boxShadow',
            'fontWeight',
            'content',
          ] as const
          return names.map((name) => style[name]).join()
        })
        .join(' | ')
    for (const each of root.querySelectorAll(chosen)) {
      if (!isShown(each)) continue
      const role = each.getAttribute('role')
      const place = each.closest('li') ?? each
      const others = [...(place.parentElement?.querySelectorAll(each.tagName) ?? [])].filter(
        (other) => other !== each && !other.matches(chosen) && other.getAttribute('role') === role && isShown(other),
      )
      if (others.length > 0 && others.every((other) => look(other) === look(each)))
        wrong.push(`chosen: ${each.outerHTML.slice(0, 140)}`)
    }
    return wrong
  })
  await page.emulateMedia({ forcedColors: 'none' })
  return wrong
}

/** What moves although somebody has asked for less of that. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => [
    ...document
      .getAnimations()
      .filter((each) => each.playState === 'running' && Number(each.effect?.getComputedTiming().duration) > 0)
      .map((each) => ((each.effect as KeyframeEffect).target?.outerHTML ?? '').slice(0, 140)),
    ...[...document.querySelectorAll('*')]
      .filter((each) => getComputedStyle(each).scrollBehavior === 'smooth')
      .map((each) => `scrolls smoothly: ${each.outerHTML.slice(0, 140)}`),
  ])
