import type { RefObject } from 'react'
import { stateMarks } from '../feed/row-kit.ts'
import { useWords } from '../words/use-words.ts'
import type { WordKey } from '../words/words.ts'
import { Icon } from './icons.tsx'
import { Mark } from './Mark.tsx'
import type { PreferenceStore, Preferences } from './preferences.ts'
import { useObservable } from './use-observable.ts'
import { command } from './window-keys.ts'

const rows = ({ enterSends }: Preferences): { keys: string[]; word: WordKey }[] => [
  { keys: [`${command()} 1–5`], word: 'keysInbox.area' },
  { keys: ['N'], word: 'keys.new' },
  { keys: [`${command()} Enter`], word: 'keys.send' },
  { keys: ['/', `${command()} F`], word: 'keys.find' },
  { keys: [`${command()} F`], word: 'inThread.key' },
  { keys: [`${command()} Shift F`], word: 'find.keys.find' },
  { keys: [`${command()} K`], word: 'find.keys.jump' },
  { keys: ['Esc'], word: 'keys.clear' },
  { keys: ['↑', '↓'], word: 'keys.move' },
  { keys: ['Home', 'End'], word: 'keys.ends' },
  { keys: ['←', '→'], word: 'runs.keys.lanes' },
  { keys: ['Enter'], word: 'runs.keys.card' },
  { keys: ['Space'], word: 'newRun.keys.toggle' },
  { keys: ['Space'], word: 'find.keys.around' },
  { keys: ['Delete'], word: 'newRun.keys.leave' },
  { keys: ['F2'], word: 'newRun.keys.mend' },
  { keys: ['F4'], word: 'newRun.keys.country' },
  { keys: ['1', '2', '3'], word: 'keys.file' },
  { keys: ['R'], word: 'keys.reply' },
  { keys: ['C'], word: 'keys.correct' },
  { keys: ['E'], word: 'keys.done' },
  { keys: ['Shift E'], word: 'keysInbox.doneNext' },
  { keys: ['U'], word: 'keys.reopen' },
  { keys: ['S'], word: 'keysInbox.snooze' },
  { keys: ['Alt ↓ ↑'], word: 'keysInbox.walk' },
  { keys: ['Alt Shift ↓ ↑'], word: 'keysInbox.walkNeeding' },
  { keys: [enterSends ? 'Enter' : 'Shift Enter'], word: 'keysInbox.send' },
  { keys: [enterSends ? 'Shift Enter' : 'Enter'], word: 'keysInbox.breaks' },
  { keys: ['/'], word: 'keysInbox.saved' },
  { keys: [`${command()} Z`], word: 'keysInbox.takeBack' },
  { keys: ['.'], word: 'keys.fresh' },
  { keys: [`${command()} Shift .`], word: 'keys.stop' },
  { keys: ['F6'], word: 'keys.region' },
  { keys: ['Shift F6'], word: 'keys.regionBack' },
  { keys: ['?', `${command()} /`], word: 'keys.all' },
]

const states = [
  'held',
  'queued',
  'sending',
  'submitted',
  'delivered',
  'silent',
  'unknown',
  'refused',
  'failed',
  'expired',
  'cancelled',
] as const

/** Every key, and every word for a text that left, in the browser's own dialog: it keeps focus inside and Escape closes it. */
export function KeysDialog({
  dialog,
  preferences,
}: {
  dialog: RefObject<HTMLDialogElement | null>
  preferences: PreferenceStore
}) {
  const { t } = useWords()
  const wishes = useObservable(preferences)
  const { letterKeys } = wishes
  return (
    <dialog ref={dialog} className="keys-dialog" aria-labelledby="keys-title">
      <div className="pane-head">
        <h2 id="keys-title" className="grow">
          {t('keys.title')}
        </h2>
        <button type="button" className="x" aria-label={t('keys.close')} onClick={() => dialog.current?.close()}>
          <Icon name="cross" />
        </button>
      </div>
      <dl>
        {rows(wishes).map(({ keys, word }) => (
          <div key={word}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
      <h3 className="states-title">{t('keysInbox.states')}</h3>
      <dl>
        {states.map((state) => (
          <div key={state}>
            <dt>
              <Mark icon={state === 'silent' ? 'tickAsk' : stateMarks[state]}>{t(`state.${state}`)}</Mark>
            </dt>
            <dd>{t(`stateWhy.${state}`)}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={letterKeys}
          onChange={(event) => preferences.change({ letterKeys: event.target.checked })}
        />
        {t('setup.letterKeys')}
      </label>
    </dialog>
  )
}
