import { useRef } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DesktopNotice } from '../../shared/desktop.ts'
import { useWords } from '../words/use-words.ts'
import { Icon } from './icons.tsx'
import { keyOf } from './seen-notices.ts'

const placeOf = ({ customer, runId }: DesktopNotice) =>
  customer !== null ? `#inbox/${encodeURIComponent(customer)}` : runId === null ? '#inbox' : `#runs/${runId}`

interface DesktopNoticesProps {
  notices: readonly DesktopNotice[]
  desk: Pick<DeskApi, 'fileReply'>
  onSeen: (notice: DesktopNotice) => void
}

/** What the system did not show outside of the window. Each goes once nobody is needed, or somebody has seen it. */
export function DesktopNotices({ notices, desk, onSeen }: DesktopNoticesProps) {
  const { t } = useWords()
  const filing = useRef(new Set<string>())

  async function file(notice: DesktopNotice, choice: DesktopNotice['options'][number]) {
    const { messageId } = notice
    if (messageId === null || filing.current.has(keyOf(notice))) return
    filing.current.add(keyOf(notice))
    const { digit: option, notice: question } = choice
    const submissionId = `window-${notice.id}-${option}-${question ?? ''}`
    const filed = await desk.fileReply({
      submissionId,
      messageId,
      option,
      ...(question !== null && { notice: question }),
    })
    filing.current.delete(keyOf(notice))
    // What speaks against it stands in the thread.
    if (!filed.ok) window.location.hash = placeOf(notice)
  }
  return (
    <ul className="desktop-notices" aria-live="polite">
      {notices.map((notice) => (
        <li key={keyOf(notice)}>
          <div className="desktop-notice-head">
            <b>{notice.title}</b>
            <button type="button" className="x" aria-label={t('desktop.seen')} onClick={() => onSeen(notice)}>
              <Icon name="cross" />
            </button>
          </div>
          {notice.body !== '' && <p>{notice.body}</p>}
          <div className="desktop-notice-acts">
            <a className="btn small" href={placeOf(notice)} onClick={() => onSeen(notice)}>
              {t('desktop.openNotice')}
            </a>
            {notice.options.map((choice) => (
              <button
                key={`${choice.digit} ${choice.notice}`}
                type="button"
                className="btn small"
                onClick={() => void file(notice, choice)}
              >
                {t('desktop.fileAs', { label: choice.label })}
              </button>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
