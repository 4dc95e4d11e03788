import { useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Handover } from '../../shared/handover.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { CopyButton } from './CopyButton.tsx'
import { useCall } from './use-call.ts'

interface HandoverFileProps {
  file: Handover
  api: Pick<DeskApi, 'showHandover'>
  shell: DeskState['shell']
}

/** Where the file of a handover lies. */
export function HandoverFile({ file, api, shell }: HandoverFileProps) {
  const { t, locale } = useWords()
  const call = useCall()
  const [path, setPath] = useState<string | null>(null)
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(file.bytes / 1e6)
  const show = async () => {
    const answer = await call.run(() => api.showHandover({}))
    // Where nothing can be opened the path says as much.
    setPath(answer !== null && !answer.shown ? answer.path : null)
  }
  return (
    <>
      <p className="handover-name">{t('handover.size', { name: file.fileName, size })}</p>
      <div>
        <button type="button" className="btn" onClick={() => void show()}>
          {t(shell === 'desktop' ? 'handover.show' : 'handover.where')}
        </button>
      </div>
      {path !== null && (
        <div className="url">
          <output className="mono" aria-label={t('handover.path')}>
            {path}
          </output>
          <CopyButton text={path} word="setup.copy" />
        </div>
      )}
      {call.problem !== null && <ProblemText problem={call.problem} />}
    </>
  )
}
