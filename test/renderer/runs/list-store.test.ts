import { expect, test } from 'vitest'
import { kindOfNumber } from '../../../src/main/number-kind.ts'
import { understand } from '../../../src/main/replies/understand.ts'
import { meaningOf } from '../../../src/main/store/reserved.ts'
import { type ListStore, listLinesMost, makeListStore } from '../../../src/renderer/runs/list-store.ts'
import { inPieces, type ReadList } from '../../../src/renderer/runs/read-list.ts'
import { rememberedColumns } from '../../../src/renderer/runs/remembered-columns.ts'
import { sendable } from '../../../src/renderer/runs/verdicts.ts'
import { type ListColumns, remember } from '../../../src/shared/list-columns.ts'
import { readNumber } from '../../../src/shared/msisdn.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { done, type Problem, refused } from '../../../src/shared/result.ts'
import type { NumberCheck } from '../../../src/shared/run.ts'

/** The pieces of the worker, one after the other as its messages come. */
const readInTurns: ReadList = (source, on) => {
  let ended = false
  const read = async () => {
    for (const piece of inPieces(source)) {
      await Promise.resolve()
      if (ended) return
      if (piece.kind === 'begin') on.begin(piece.head)
      else if (piece.kind === 'lines') on.lines(piece.lines)
      else on.done()
    }
  }
  void read()
  return () => {
    ended = true
  }
}

/** What a desk remembers, over several windows. */
function makeMemory() {
  let lists: ListColumns[] = []
  return {
    lists: () => lists,
    getListColumns: async () => done({ lists }),
    keepListColumns: async (said: ListColumns) => {
      lists = remember(lists, said)
      return done({})
    },
  }
}

function openList(memory = makeMemory()) {
  const asked: string[][] = []
  const askedWords: string[][] = []
  let waiting = new Set<string>()
  let trouble: Problem | null = null
  let held: (() => void)[] | null = null
  const store = makeListStore({
    desk: {
      checkNumbers: async ({ numbers, country = 'GB' }) => {
        asked.push(numbers)
        if (trouble !== null) return refused(trouble.code, trouble.text)
        // As it is in the moment of the question, whenever the answer comes.
        const answer = numbers.map((typed): NumberCheck => {
          const read = readNumber(typed, country ?? '')
          if (!read.ok) return read
          const { msisdn } = read
          return {
            ...read,
            optedOut: false,
            waiting: waiting.has(msisdn),
            taken: [],
            ours: false,
            ...kindOfNumber(msisdn),
          }
        })
        if (held !== null) await new Promise<void>((release) => held?.push(release))
        return done({ numbers: answer })
      },
      checkWords: async ({ words }) => {
        askedWords.push(words)
        if (trouble !== null) return refused(trouble.code, trouble.text)
        return done({ means: words.map((word) => meaningOf(word, understand)) })
      },
    },
    read: readInTurns,
    remembered: rememberedColumns(memory),
    say: (what, lines) => ({ code: what, text: `${lines}` }),
  })
  store.usual('GB')
  store.ask(deliveryQuestion, { weekday: 'Thursday' })
  return {
    store,
    asked,
    askedWords,
    setWaiting: (...numbers: string[]) => {
      waiting = new Set(numbers)
    },
    /** Answers wait from now on. @returns what lets each of them go */
    hold: () => {
      held = []
      return held
    },
    setTrouble: (problem: Problem | null) => {
      trouble = problem
    },
  }
}
async function standing(store: ListStore): Promise<void> {
  while (store.getSnapshot().working !== null) await new Promise((resolve) => setTimeout(resolve, 1))
}
const verdicts = (store: ListStore) => store.getSnapshot().lines.map(({ verdict }) => verdict)

test('a list is read, its numbers are asked about once, and every line is judged', async () => {
  const { store, asked } = openList()
  store.take('Anna,07700 900123\nBen,07700 900123\nCleo,07700 900124\nDan,x\nEva,4.47E+11\n')
  await standing(store)
  expect(verdicts(store)).toEqual(['other-name', 'other-name', 'ok', 'bad-number', 'digits-lost'])
  // What is no number at all is not asked about.
  expect(asked).toEqual([['07700 900123', '07700 900124', 'x']])
})

test('50,000 lines are all there: the first at once, the numbers in calls of 500', async () => {
  const { store, asked } = openList()
  const count = 50_000
  const first = Promise.withResolvers<number>()
  const undo = store.subscribe(() => {
    const { lines } = store.getSnapshot()
    if (lines.length > 0) first.resolve(lines.length)
  })
  store.take(
    Array.from({ length: count }, (_, index) => `07700 900${String(index % 1000).padStart(3, '0')}`).join('\n'),
  )
  expect(await first.promise).toBe(200)
  undo()
  await standing(store)
  const { lines } = store.getSnapshot()
  expect(lines).toHaveLength(count)
  expect(lines.filter(({ verdict }) => verdict === 'ok')).toHaveLength(1000)
  expect(lines.filter(({ verdict }) => verdict === 'duplicate')).toHaveLength(count - 1000)
  expect(Math.max(...asked.map((numbers) => numbers.length))).toBeLessThanOrEqual(500)
  expect(new Set(asked.flat()).size).toBe(asked.flat().length)
})

test('whatever is shown while a list is read and its numbers answered is whole, and can be sent only once all is known', async () => {
  const { store } = openList()
  const shown: { count: number; isWhole: boolean }[] = []
  store.subscribe(() => {
    const { lines, working } = store.getSnapshot()
    shown.push({ count: lines.length, isWhole: lines.every(({ place }, index) => place === index + 1) })
    if (working === null && lines.length > 0) expect(lines.every(({ verdict }) => verdict !== 'checking')).toBe(true)
  })
  // Each telephone twice, far from each other: no two answers judge a line alone.
  const text = Array.from({ length: 3_000 }, (_, index) => `N${index},07700 ${900_000 + (index % 1_500)}`).join('\n')
  store.take(text)
  await standing(store)
  expect(shown.every(({ isWhole }) => isWhole)).toBe(true)
  const counts = shown.map(({ count }) => count)
  expect(counts).toEqual(counts.toSorted((one, other) => one - other))
  expect([counts.includes(200), counts.at(-1)]).toEqual([true, 3_000])
  expect(verdicts(store).filter((verdict) => verdict === 'duplicate')).toHaveLength(1_500)
})

test('a corrected number is judged with those that it was like before, and those that it is like now', async () => {
  const { store, asked } = openList()
  store.take('Anna,07700 900123\nBen,07700 900123\nCleo,07700 900124')
  await standing(store)
  expect(verdicts(store)).toEqual(['other-name', 'other-name', 'ok'])
  store.mend(2, { number: '07700 900124' })
  // It is known already: nobody waits for it.
  expect(verdicts(store)).toEqual(['ok', 'other-name', 'other-name'])
  store.mend(2, { number: '07700 900125' })
  expect(store.getSnapshot().working).toBe('checking')
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'ok', 'ok'])
  expect(asked.at(-1)).toEqual(['07700 900125'])
})

test('a question that is told again as it was changes no line; otherwise told, it does', async () => {
  const { store } = openList()
  store.take('07700 900123')
  await standing(store)
  const { lines } = store.getSnapshot()
  store.ask(structuredClone(deliveryQuestion), { weekday: 'Thursday' })
  expect(store.getSnapshot().lines).toBe(lines)
  store.ask({ ...deliveryQuestion, text: 'On {weekday}? 1, 2 or 3' }, { weekday: 'Thursday' })
  expect(store.getSnapshot().lines[0]?.parts).toBe(1)
  expect(lines[0]?.parts).toBe(2)
})

test('a list that is too long is not read, and one without lines says so', async () => {
  const { store } = openList()
  for (const { text, code } of [
    { text: '07700900123\n'.repeat(listLinesMost + 1), code: 'too-many' },
    { text: '\n \n', code: 'no-lines' },
    { text: 'Name,Mobile\n', code: 'no-lines' },
  ]) {
    store.take(text)
    await standing(store)
    expect(store.getSnapshot()).toMatchObject({ table: null, problem: { code } })
  }
  store.take('07700900123')
  await standing(store)
  expect(store.getSnapshot()).toMatchObject({ problem: null, lines: [{ verdict: 'ok' }] })
})

test('another list while one is still read: only the last is there', async () => {
  const { store } = openList()
  store.take('07700900123\n07700900124')
  store.take('07700900125')
  await standing(store)
  expect(store.getSnapshot().lines.map(({ typed }) => typed)).toEqual(['07700900125'])
})

test('the numbers of a list that was given up are not waited for, nor taken for those of the next', async () => {
  const desk = openList()
  const { store, asked } = desk
  const answers = desk.hold()
  const soon = (count: number) => expect.poll(() => answers.length, { timeout: 20_000 }).toBe(count)
  store.take(Array.from({ length: 2_000 }, (_, index) => `07700 ${900_000 + index}`).join('\n'))
  // As many calls as are made at once.
  await soon(2)
  desk.setWaiting('447700900000')
  store.take('07700 900000\n07700 900001')
  await soon(3)
  // The old answers come last, and the rest of the old list is not asked about.
  answers[2]?.()
  await standing(store)
  answers[0]?.()
  answers[1]?.()
  await new Promise((resolve) => setTimeout(resolve, 20))
  await standing(store)
  expect(verdicts(store)).toEqual(['waiting', 'ok'])
  expect(asked.map((numbers) => numbers.length).slice(2)).toEqual([2])
})

test('20,000 lines of one telephone under as many names are judged like any others', async () => {
  const { store } = openList()
  const began = performance.now()
  store.take(Array.from({ length: 20_000 }, (_, index) => `N${index},07700 900000`).join('\n'))
  await standing(store)
  store.change({ phones: [1], name: 0, fields: { weekday: null } })
  await standing(store)
  expect(new Set(verdicts(store))).toEqual(new Set(['other-name']))
  // Each looked at beside each other it would be minutes.
  expect(performance.now() - began).toBeLessThan(20_000)
})

test('without an answer about the numbers nothing can be sent, and it is asked again only by a press', async () => {
  const desk = openList()
  const { store, asked } = desk
  desk.setTrouble({ code: 'disconnected', text: '' })
  store.take('07700900123')
  await standing(store)
  expect(store.getSnapshot()).toMatchObject({ problem: { code: 'disconnected' }, lines: [{ verdict: 'checking' }] })
  expect(store.getSnapshot().lines.some(sendable)).toBe(false)
  expect(asked).toHaveLength(1)
  desk.setTrouble(null)
  store.recheck()
  await standing(store)
  expect(store.getSnapshot()).toMatchObject({ problem: null, lines: [{ verdict: 'ok' }] })
})

test('looked at again, a number that somebody has asked meanwhile waits', async () => {
  const desk = openList()
  desk.store.take('07700900123')
  await standing(desk.store)
  desk.setWaiting('447700900123')
  desk.store.recheck()
  // Until the answer is there nothing is known, and so nothing is sent.
  expect(verdicts(desk.store)).toEqual(['checking'])
  await standing(desk.store)
  expect(verdicts(desk.store)).toEqual(['waiting'])
})

test('columns that were corrected are remembered for the next list with that header, in any order', async () => {
  const memory = makeMemory()
  const { store } = openList(memory)
  store.take('Ref,Home,Mobile\nx1,020 7946 0991,07700 900123')
  await standing(store)
  expect(store.getSnapshot().columns).toEqual({ phones: [2, 1], name: null, fields: { weekday: null } })
  store.change({ phones: [1], name: 0, fields: { weekday: null } })
  await standing(store)
  expect(verdicts(store)).toEqual(['landline'])

  const next = openList(memory).store
  next.take('Mobile,Ref,home\n07700 900124,x2,020 7946 0992')
  await standing(next)
  expect(next.getSnapshot().columns).toEqual({ phones: [2], name: 1, fields: { weekday: null } })
  const other = openList(memory).store
  other.take('Mobile,Name,home\n07700 900124,x2,020 7946 0992')
  await standing(other)
  expect(other.getSnapshot().columns.phones).toEqual([0, 2])
  // Names of columns are kept, and nobody's data.
  expect(JSON.stringify(memory.lists())).not.toMatch(/x1|\d{4}/)
})

test('a first line that is a customer without a number is remembered by no word of theirs', async () => {
  const memory = makeMemory()
  const { store } = openList(memory)
  store.take('Mary Smith,,12 High St\nBen Carter,07700 900124,Low St')
  await standing(store)
  store.change({ ...store.getSnapshot().columns, name: 2 })
  await expect.poll(() => memory.lists()).toHaveLength(1)
  expect(JSON.stringify(memory.lists())).not.toMatch(/mary|high/i)
  const next = openList(memory).store
  next.take('Ann Lee,,3 Mill Rd\nCleo Park,07700 900125,Well St')
  await standing(next)
  expect(next.getSnapshot().columns.name).toBe(2)
})

test('a list without a header is known by how many columns it has and what stands in them, and the last word counts', async () => {
  const memory = makeMemory()
  const { store } = openList(memory)
  store.take('Anna,07700 900123,High St\nBen,07700 900124,Low St')
  await standing(store)
  expect(store.getSnapshot().columns).toMatchObject({ phones: [1], name: 0 })
  for (const name of [null, 2]) store.change({ ...store.getSnapshot().columns, name })
  await expect.poll(() => memory.lists()[0]?.name).toBe('#2 words')
  const columnsOf = async (list: string) => {
    const next = openList(memory).store
    next.take(list)
    await standing(next)
    return next.getSnapshot().columns
  }
  expect(await columnsOf('Cleo,07700 900125,Mill Rd')).toMatchObject({ phones: [1], name: 2 })
  expect(await columnsOf('07700 900125,Cleo,Mill Rd')).toMatchObject({ phones: [0], name: 1 })
  expect(await columnsOf('Cleo,07700 900125')).toMatchObject({ phones: [1], name: 0 })
  expect(JSON.stringify(memory.lists())).not.toMatch(/Anna|St|\d{4}/)
})

test('what was said of the fields of one question is there once another was asked of such a list', async () => {
  const memory = makeMemory()
  const { store } = openList(memory)
  store.take('Mobile,Day,Who\n07700900123,Friday,Anna')
  await standing(store)
  store.change({ phones: [0], name: null, fields: { weekday: 1 } })
  store.ask({ ...deliveryQuestion, fields: [{ name: 'person' }] }, { person: '' })
  store.change({ phones: [0], name: null, fields: { person: 2 } })
  await standing(store)
  const next = openList(memory).store
  next.take('Mobile,Day,Who\n07700900124,Monday,Ben')
  await standing(next)
  expect(next.getSnapshot().columns).toEqual({ phones: [0], name: null, fields: { weekday: 1 } })
})

test('what the desk remembers may be told late: then it holds for the list that is there, unless somebody was quicker', async () => {
  const memory = makeMemory()
  await memory.keepListColumns({ list: ['mobile', 'other'], phones: ['other'], name: null, fields: [] })
  const late = Promise.withResolvers<void>()
  const slow = { ...memory, getListColumns: () => late.promise.then(memory.getListColumns) }
  const [patient, quick] = [openList(slow).store, openList(slow).store]
  for (const store of [patient, quick]) {
    store.take('Mobile,Other\n07700900123,07700900124')
    await standing(store)
    expect(store.getSnapshot().columns.phones).toEqual([0, 1])
  }
  quick.change({ ...quick.getSnapshot().columns, phones: [0] })
  late.resolve()
  await expect.poll(() => patient.getSnapshot().columns.phones).toEqual([1])
  await standing(patient)
  expect(patient.getSnapshot().lines[0]?.shown).toBe('+44 7700 900124')
  expect(quick.getSnapshot().columns.phones).toEqual([0])
  await expect.poll(() => memory.lists()[0]?.phones).toEqual(['mobile'])
})

test('of the fifty lists of which something was said last it is known', () => {
  const said = (no: number): ListColumns => ({ list: [`c${no}`], phones: [], name: null, fields: [] })
  const kept = Array.from({ length: 60 }, (_, no) => said(no)).reduce<ListColumns[]>(remember, [])
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([50, said(59), said(10)])
})

test('another question takes its own fields from the columns; other words for all are judged anew', async () => {
  const { store } = openList()
  store.take('Mobile,Weekday,When\n07700900123,Friday,\n07700900124,,soon')
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'field-missing'])
  store.ask({ ...deliveryQuestion, fields: [{ name: 'when' }] }, { when: '' })
  await standing(store)
  expect(verdicts(store)).toEqual(['field-missing', 'ok'])
})

test('what somebody said of a question’s columns holds again once another question was looked at', async () => {
  const { store } = openList()
  store.take('Mobile,Weekday,Second day\n07700900123,Friday,Monday')
  await standing(store)
  store.change({ ...store.getSnapshot().columns, fields: { weekday: 2 } })
  store.ask({ ...deliveryQuestion, fields: [] }, {})
  await standing(store)
  expect(store.getSnapshot().columns.fields).toEqual({})
  store.ask(deliveryQuestion, { weekday: 'Thursday' })
  await standing(store)
  expect(store.getSnapshot()).toMatchObject({
    columns: { fields: { weekday: 2 } },
    lines: [{ fields: { weekday: 'Monday' } }],
  })
})

test('a corrected line is known, and forgotten with its list', async () => {
  const { store } = openList()
  store.take('07700900123')
  await standing(store)
  expect(store.getSnapshot().mended).toBe(false)
  store.mend(1, { number: '07700900124' })
  expect(store.getSnapshot().mended).toBe(true)
  store.take('07700900125')
  expect(store.getSnapshot().mended).toBe(false)
})

test('national numbers are read in the desk’s country, until somebody says another for this list alone', async () => {
  const { store } = openList()
  const shown = () => store.getSnapshot().lines.map(({ shown }) => shown)
  store.take('06 39 98 01 23\n+44 7700 900124')
  await standing(store)
  // As many digits as a British one has: nobody but a person can tell.
  expect(shown()[0]).toBe('+44 639980123')
  store.readIn('FR')
  await standing(store)
  expect(shown()).toEqual(['+33 6 39 98 01 23', '+44 7700 900124'])
  // The settings are no longer asked.
  store.usual('DE')
  await standing(store)
  expect(shown()[0]).toBe('+33 6 39 98 01 23')
  store.readIn(null)
  await standing(store)
  expect(verdicts(store)).toEqual(['no-country', 'ok'])
  store.take('0171 1234567')
  await standing(store)
  expect(shown()).toEqual(['+49 171 1234567'])
})

test('the cells of a line are mended one by one, and stay so whatever the columns are said to be', async () => {
  const { store } = openList()
  const first = () => store.getSnapshot().lines[0]
  store.take('Name,Mobile,Weekday,Other day\nAnna,07700900123,,Monday\nBen,07700900124,Friday,Monday')
  await standing(store)
  expect(first()).toMatchObject({ verdict: 'field-missing', field: 'weekday' })
  store.mend(1, {
    cells: new Map([
      [2, ' Thursday\n'],
      [0, 'Ann'],
    ]),
  })
  await standing(store)
  expect(first()).toMatchObject({ verdict: 'ok', name: 'Ann', fields: { weekday: 'Thursday' } })
  expect(store.standing(1).cells).toEqual(['Ann', '07700900123', 'Thursday', 'Monday'])
  const { columns } = store.getSnapshot()
  store.change({ ...columns, name: null, fields: { weekday: 3 } })
  expect(first()).toMatchObject({ name: '', fields: { weekday: 'Monday' } })
  store.mend(1, { number: '07700900125' })
  await standing(store)
  store.change(columns)
  await standing(store)
  expect(first()).toMatchObject({ name: 'Ann', fields: { weekday: 'Thursday' }, shown: '+44 7700 900125' })
})

test('a field that is the same for all may be another in one line, also when the words for all change', async () => {
  const { store } = openList()
  const days = () => store.getSnapshot().lines.map(({ fields }) => fields.weekday)
  store.take('07700900123\n07700900124')
  await standing(store)
  store.mend(2, { fields: { weekday: 'Friday' } })
  expect(days()).toEqual(['Thursday', 'Friday'])
  store.ask(deliveryQuestion, { weekday: 'Monday' })
  expect(days()).toEqual(['Monday', 'Friday'])
  expect(store.standing(2).fields).toEqual({ weekday: 'Friday' })
  // Another question has no such field.
  store.ask({ ...deliveryQuestion, text: '{name}: 1, 2 or 3', fields: [{ name: 'name' }] }, { name: 'x' })
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'ok'])
})

test('a word that opts out cannot stand for an option: its lines say so, each word is asked about once', async () => {
  const { store, askedWords, setTrouble } = openList()
  store.take('Mobile,Weekday\n07700900123,Friday\n07700900124,end\n07700900125,Friday\n07700900126,STOP')
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'reserved', 'ok', 'reserved'])
  expect(store.getSnapshot().lines[1]).toMatchObject({ field: 'weekday', word: 'end', parts: 0 })
  expect(askedWords).toEqual([['Friday', 'end', 'STOP']])
  store.mend(2, { cells: new Map([[1, 'Monday']]) })
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'ok', 'ok', 'reserved'])
  // Without an answer nobody knows: it is not sent.
  setTrouble({ code: 'disconnected', text: '' })
  store.mend(1, { cells: new Map([[1, 'Help']]) })
  await standing(store)
  expect(store.getSnapshot().problem?.code).toBe('disconnected')
  expect(verdicts(store)).toEqual(['checking', 'ok', 'ok', 'reserved'])
  setTrouble(null)
  store.recheck()
  await standing(store)
  expect(verdicts(store)).toEqual(['reserved', 'ok', 'ok', 'reserved'])
  // Where no option has it, a field may say anything.
  store.ask({ ...deliveryQuestion, options: deliveryQuestion.options.slice(0, 1) }, { weekday: '' })
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'ok', 'ok', 'ok'])
})
