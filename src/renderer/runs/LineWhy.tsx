import { Fragment, type ReactNode } from 'react'
import { Characters } from '../send/Characters.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import type { OutWhy } from './sums.ts'
import { useFieldName } from './use-field-name.ts'
import type { Line } from './verdicts.ts'

interface LineWhyProps {
  line: Line
  /** Null when it is sent. */
  whyOut: OutWhy | null
  /** Of all texts of the list the fewest parts. */
  least: number
}

/** What is to be said of a line: its verdict, how its number was read, and why its text costs more. */
export function LineWhy({ line, whyOut, least }: LineWhyProps) {
  const { t, locale } = useWords()
  const fieldName = useFieldName()
  const { verdict, concerns, sameAs, field, word, national, shown, beyond, parts, plainParts } = line
  const values = {
    // As it stands beside its line: it is a name, and not a count.
    place: `${sameAs ?? 0}`,
    field: field === null ? '' : fieldName(field),
    run: line.listedIn ?? '',
    word: word ?? '',
  }
  const verdicts =
    concerns.length > 0 && whyOut !== 'next-run'
      ? concerns.map((each) => t(`newRun.verdicts.${each}`, values))
      : [t(`newRun.verdicts.${whyOut ?? verdict}`, values)]
  const more: ReactNode[] = [
    ...(national && shown !== null ? [t('newRun.national', { code: shown.split(' ')[0] ?? '' })] : []),
    ...(beyond.length > 0
      ? [
          <Sentence
            key="beyond"
            k={parts > plainParts ? 'newRun.beyondDear' : 'newRun.beyond'}
            values={{ count: plainParts }}
            parts={{ list: <Characters of={beyond} most={2} /> }}
          />,
        ]
      : []),
    ...(plainParts > least ? [t('newRun.longer', { count: line.length })] : []),
  ]
  // The mark beside it says that it is ready.
  const said = whyOut === null && verdict === 'ok' && more.length > 0 ? more : [...verdicts, ...more]
  return said.map((each, at) => {
    const key = `${at}`
    return (
      <Fragment key={key}>
        {at > 0 && ' · '}
        {at === 0 && typeof each === 'string' ? sentenceCase(each, locale) : each}
      </Fragment>
    )
  })
}
