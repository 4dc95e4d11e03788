import type { MakeBridgeEnd } from './bridge.ts'

/**
 * Runs in the page's own world before its scripts: receives what the preload exposes, and turns everything that would
 * open a window into a question to main. Gets into the page as its own source text.
 */
export function mainWorld(bridgeEnd: MakeBridgeEnd, names: { here: string; there: string }): void {
  const bridge = bridgeEnd(names, {
    exposed: (name, value) =>
      Object.defineProperty(window, name, { value, enumerable: true, writable: false, configurable: false }),
  })
  const ask = (url: string) => bridge.open(new URL(url, document.baseURI).href)

  window.open = (url) => {
    ask(String(url ?? 'about:blank'))
    return null
  }
  const onClick = (event: MouseEvent) => {
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement && each.href !== '')
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button === 2) return
    const away = link.target !== '' && !/^_(self|parent|top)$/i.test(link.target)
    if (!away && event.button !== 1 && !event.ctrlKey && !event.metaKey && !event.shiftKey) return
    event.preventDefault()
    ask(link.href)
  }
  window.addEventListener('click', onClick)
  window.addEventListener('auxclick', onClick)
}
