import { type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { isComposed } from './composer-keys.ts'
import { localMinute, snoozeTimes } from './snooze-times.ts'

interface SnoozeMenuProps {
  /** Has the focus again once the menu is closed. */
  button: RefObject<HTMLButtonElement | null>
  onSnooze: (until: Date) => void
  onClose: () => void
}

/** When a thread shall come back. */
export function SnoozeMenu({ button, onSnooze, onClose }: SnoozeMenuProps) {
  const { t, locale } = useWords()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const [opened] = useState(() => new Date())
  const times = snoozeTimes(opened)
  const [own, setOwn] = useState(() => localMinute(times.at(-1)?.until ?? opened))
  const [past, setPast] = useState(false)
  useEffect(() => menu.current?.querySelector('button')?.focus(), [])
  const close = useCallback(() => {
    onClose()
    button.current?.focus()
  }, [onClose, button])
  // A press on plain text moves the focus nowhere, and takes Escape from the menu with it.
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || isComposed(event)) return
      event.stopPropagation()
      close()
    }
    const point = (event: PointerEvent) => {
      const at = event.target
      if (at instanceof Node && !menu.current?.contains(at) && !button.current?.contains(at)) onClose()
    }
    window.addEventListener('keydown', press, true)
    window.addEventListener('pointerdown', point, true)
    return () => {
      window.removeEventListener('keydown', press, true)
      window.removeEventListener('pointerdown', point, true)
    }
  }, [close, onClose, button])
  const take = (until: Date) => {
    onSnooze(until)
    close()
  }
  const takeOwn = () => {
    const until = new Date(own)
    if (Number.isNaN(until.getTime()) || until.getTime() <= Date.now()) setPast(true)
    else take(until)
  }
  return (
    <div
      className="snooze-menu"
      role="dialog"
      aria-label={t('snooze.title')}
      ref={menu}
      onBlur={(event) => {
        const next = event.relatedTarget
        if (next !== null && !event.currentTarget.contains(next) && next !== button.current) onClose()
      }}
    >
      <h3 className="snooze-title">{t('snooze.title')}</h3>
      {times.map(({ when, until }) => (
        <button type="button" className="choice" key={when} onClick={() => take(until)}>
          <span>{t(`snooze.${when}`)}</span>
          <time>{sinceClock(until.toISOString(), locale, opened.getTime())}</time>
        </button>
      ))}
      <div className="own">
        <label htmlFor={id}>{t('snooze.own')}</label>
        <div className="row">
          <input
            id={id}
            type="datetime-local"
            className="input mono"
            min={localMinute(opened)}
            value={own}
            aria-invalid={past}
            aria-describedby={past ? `${id}e` : undefined}
            onChange={(event) => {
              setOwn(event.target.value)
              setPast(false)
            }}
          />
          <button type="button" className="btn field" onClick={takeOwn}>
            {t('snooze.set')}
          </button>
        </div>
        {past && (
          <p className="problem" role="alert" id={`${id}e`}>
            {t('snooze.past')}
          </p>
        )}
      </div>
      <p className="note">{t('snooze.ends')}</p>
    </div>
  )
}
