import { Fragment, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Run } from '../../shared/run.ts'
import { stateWord } from '../../shared/run-counts.ts'
import { Icon } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { useWords } from '../words/use-words.ts'
import type { FindStore } from './find-store.ts'
import { type Heard, type JumpItem, jumpGroups, peopleFor, personItem, runItem, withRecent } from './jump-items.ts'

export interface JumpDialogProps {
  desk: Pick<DeskApi, 'find'>
  store: FindStore
  runs: readonly Run[]
  commands: readonly JumpItem[]
  knownName: (customer: string) => string | null
  /** Looks for it in all texts. */
  onFind: (query: string) => void
  onClose: () => void
}

/** To any person, run or command by the first letters of its name, without a mouse. */
export function JumpDialog({ desk, store, runs, commands, knownName, onFind, onClose }: JumpDialogProps) {
  const { t } = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const [heard, setHeard] = useState<Heard | null>(null)
  const people = peopleFor(typed, heard)
  /** Enter came before the answer to what was typed: it is done when that is there. */
  const entered = useRef(false)
  const [activeId, setActiveId] = useState<string | null>(null)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    let isWanted = true
    void desk.find({ query: typed, limit: 1 }).then((answer) => {
      if (isWanted) setHeard({ query: typed, people: answer.ok ? answer.value.people : [] })
    })
    return () => {
      isWanted = false
    }
  }, [desk, typed])

  const groups = useMemo(() => {
    const named = (people ?? []).map((each) => personItem({ ...each, name: each.name ?? knownName(each.customer) }))
    const findAll: JumpItem = {
      id: 'find-all',
      icon: 'find',
      name: t('jump.findAll', { words: typed.trim() }),
      detail: '',
      isKept: false,
      go: () => onFind(typed.trim()),
    }
    const listed = runs.map((run) => runItem(run, t(`runs.state.${stateWord(run)}`)))
    return jumpGroups(typed, { people: named, runs: listed, commands }, store.recent, findAll)
  }, [people, runs, commands, typed, knownName, onFind, store, t])
  const items = groups.flatMap((group) => group.items)
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === activeId),
  )
  const active = items[at]

  useEffect(() => {
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  const enter = () => {
    if (people === null) entered.current = true
    else choose(active)
  }
  const choose = (item: JumpItem | undefined) => {
    if (item === undefined) return
    store.recent = withRecent(store.recent, item)
    // Closed first: what it goes to takes the focus, and a closing dialog gives it back to where it was. It says that it
    // has closed only later, and by then somebody may have opened it again.
    dialog.current?.close()
    onClose()
    item.go()
  }
  useEffect(() => {
    if (!entered.current || people === null) return
    entered.current = false
    choose(active)
  })
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const moves: Record<string, number> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
    }
    const to = moves[event.key]
    if (to !== undefined) setActiveId(items[to]?.id ?? null)
    else if (event.key === 'Enter' && !event.repeat) enter()
    else return
    event.preventDefault()
  }
  return (
    <dialog ref={dialog} className="jump-dialog" aria-label={t('jump.title')} onClose={onClose}>
      <div className="finder">
        <Icon name="find" />
        <input
          className="input"
          role="combobox"
          aria-label={t('jump.title')}
          aria-expanded="true"
          aria-controls={`${id}l`}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : `${id}${active.id}`}
          placeholder={t('jump.hint')}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            entered.current = false
            setTyped(event.target.value)
            setActiveId(null)
          }}
          onKeyDown={press}
        />
      </div>
      <div className="jump-list" id={`${id}l`} role="listbox" aria-label={t('jump.results')}>
        {groups.map(({ kind, items: offered }) => (
          <Fragment key={kind}>
            {/* biome-ignore lint/a11y/useSemanticElements: within a list box a group is no form's. */}
            <div role="group" aria-label={kind === 'find' ? t('app.find') : t(`jump.${kind}`)}>
              {kind !== 'find' && (
                <p className="label" aria-hidden="true">
                  {t(`jump.${kind}`)}
                </p>
              )}
              {offered.map((item) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys stay in the box above, which names the active one.
                <div
                  key={item.id}
                  id={`${id}${item.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={item === active}
                  onClick={() => choose(item)}
                  onPointerMove={() => item !== active && setActiveId(item.id)}
                >
                  <Icon name={item.icon} />
                  <span className="one" dir="auto">
                    <Visible text={item.name} />
                  </span>
                  {item.detail !== '' && <span className="note">{item.detail}</span>}
                </div>
              ))}
            </div>
          </Fragment>
        ))}
      </div>
      <p className="note jump-keys">{t('jump.keys')}</p>
    </dialog>
  )
}
