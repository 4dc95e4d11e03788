import { useEffect, useState } from 'react'
import { Icon } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'

const copiedForMs = 3_000

/** Copies a text, and says so for a moment. */
export function CopyButton({
  text,
  word,
}: {
  text: string
  word: 'setup.copy' | 'setup.sampleCopy' | 'setup.personCopyTake' | 'health.copy'
}) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), copiedForMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <>
      <button type="button" className="btn" onClick={copy}>
        <Icon name={copied ? 'tick' : 'copy'} />
        {t(copied ? 'setup.copied' : word)}
      </button>
      {/* Beside it: inside, the button would have no name. */}
      <span className="sr" role="status">
        {copied && t('setup.copied')}
      </span>
    </>
  )
}
