import { useEffect } from 'react'
import { afterDrawn } from './go-and-focus.ts'
import { focusable, takesText } from './window-keys.ts'

/** Two seconds at the least. */
const framesUntilThere = 120

const thread = /^#inbox\/[\w%.-]+$/

export const talkPane = (): HTMLElement | null => document.querySelector<HTMLElement>('.talk')

export const composerBox = (): HTMLElement | null => document.querySelector<HTMLElement>('.compose textarea')

/** Nothing lies over it, and it is not below the end of the page. */
function isInSight(each: HTMLElement): boolean {
  const { left, top, width, height } = each.getBoundingClientRect()
  return each.contains(document.elementFromPoint(left + width / 2, top + height / 2))
}

/** Not a text box, which would take the letters that are keys; nor a row, which a digit files. */
const firstOfArea = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('main [data-region]')]
    .flatMap((region) => [...region.querySelectorAll<HTMLElement>(focusable)])
    .find(
      (each) => each.checkVisibility() && isInSight(each) && !takesText(each) && each.closest('[data-row]') === null,
    )

/**
 * What led to another place is gone with the one it stood in. In a thread the keys go on working from the texts;
 * elsewhere they go on from the beginning, so that the focus is never nowhere.
 */
export function usePlaceFocus(): void {
  useEffect(() => {
    const isNowhere = () => document.activeElement === document.body
    /** Counts the places, and what somebody has done since: whose hand is somewhere is not led away. */
    let place = 0
    const touch = () => {
      place += 1
    }
    const hear = () => {
      place += 1
      const mine = place
      afterDrawn(() => {
        if (mine !== place) return
        if (thread.test(window.location.hash)) {
          if (isNowhere()) talkPane()?.focus()
          return
        }
        // Whoever gives the focus to something there has done so by then. What is there may have to be asked for, and what
        // stands there until then goes with the focus.
        const focus = (frames: number) =>
          requestAnimationFrame(() => {
            if (mine !== place) return
            if (isNowhere()) firstOfArea()?.focus({ preventScroll: true })
            if (frames > 0) focus(frames - 1)
          })
        focus(framesUntilThere)
      })
    }
    window.addEventListener('hashchange', hear)
    window.addEventListener('pointerdown', touch)
    return () => {
      place += 1
      window.removeEventListener('hashchange', hear)
      window.removeEventListener('pointerdown', touch)
    }
  }, [])
}
