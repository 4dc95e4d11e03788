import { useEffect, useState } from 'react'
import type { DeskState } from '../../shared/desk-api.ts'
import { Icon } from '../app/icons.tsx'
import { ReachMark } from '../app/ReachMark.tsx'
import { useWords } from '../words/use-words.ts'

const copiedForMs = 3_000

/** Whether replies can arrive, and the address to give to Vonage. */
export function ReachPane({ state, now }: { state: DeskState; now: number }) {
  const { t } = useWords()
  const { url } = state.reach
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), copiedForMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => {
    if (url === null) return
    void navigator.clipboard.writeText(url).then(() => setCopied(true))
  }
  return (
    <section className="side">
      <h2>{t('setup.theWayIn')}</h2>
      <p className="reach-line">
        <ReachMark reach={state.reach} now={now} lostSince={null} />
      </p>
      <p className="label" id="inbound">
        {t('setup.inboundUrl')}
      </p>
      {url === null ? (
        <p className="note">{t('setup.linkNone')}</p>
      ) : (
        <div className="url">
          <output className="mono" aria-labelledby="inbound">
            {url}
          </output>
          <button type="button" className="btn" onClick={copy}>
            <Icon name={copied ? 'tick' : 'copy'} />
            <span role="status">{t(copied ? 'setup.copied' : 'setup.copy')}</span>
          </button>
        </div>
      )}
      <p className="note">{t(state.mode === 'practice' ? 'setup.linkPractice' : 'setup.linkWhy')}</p>
    </section>
  )
}
