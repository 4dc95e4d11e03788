import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { findSeqs } from '../../../src/main/store/find-seqs.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { searchQuery } from '../../../src/main/store/words.ts'
import { readFind } from '../../../src/shared/find-query.ts'
import { openRunDesk, refused } from '../../support/run-desk.ts'
import { draft, number, start } from '../../support/run-draft.ts'
import { inboundText, openFreshStore } from '../../support/store.ts'

const day = 86_400_000
const today = new Date(start).toISOString().slice(0, 10)

async function openDesk() {
  const { store, folder } = await openFreshStore()
  onTestFinished(() => store.close())
  const say = (text: string, over = {}) => store.write('receive', inboundText({ text, ...over }))
  return { store, folder, say, ...asking(store) }
}

const asking = (store: Pick<Store, 'find'>) => {
  const cast = [{ msisdn: '33639980199', name: 'Nobody Yet' }]
  const find = (query: string, limit = 100, before: number | null = null, customer: string | null = null) =>
    store.find({ ...readFind(query, today), country: 'GB', cast, limit, before, customer })
  return { find, texts: async (query: string) => (await find(query)).messages.map(({ text }) => text) }
}

/** Every page of a search, one after another. */
async function pages(find: ReturnType<typeof asking>['find'], query: string, limit: number, between = async () => {}) {
  const found: string[] = []
  for (let before: number | null = null; ; ) {
    const { messages, next } = await find(query, limit, before)
    found.push(...messages.map(({ text }) => text))
    await between()
    if (next === null) return found
    before = next
  }
}

test('of one customer alone, to the digit: nobody else’s texts, and no people', async () => {
  const { say, find } = await openDesk()
  for (const customer of ['447700900101', '4477009001012', 'MTN']) await say('at the gate', { customer })
  for (const customer of ['447700900101', 'MTN']) {
    const found = await find('gate', 100, null, customer)
    expect(found).toMatchObject({ messages: [{ customer }], people: [], next: null })
  }
  expect(await find('', 100, null, 'MTN')).toMatchObject({ messages: [], people: [] })
})

test('words are found as they are typed, in any script, newest first', async () => {
  const { say, texts } = await openDesk()
  for (const text of ['leave it at the Gate', 'not at the gâte', '明天下午送到门口', '好', '2']) await say(text)
  expect(await texts('gat')).toEqual(['not at the gâte', 'leave it at the Gate'])
  expect(await texts('GÂTE leave')).toEqual(['leave it at the Gate'])
  expect(await texts('门')).toEqual(['明天下午送到门口'])
  expect(await texts('下午送')).toEqual(['明天下午送到门口'])
  expect(await texts('好')).toEqual(['好'])
  expect(await texts('2')).toEqual(['2'])
  expect(await texts('gatepost')).toEqual([])
  expect(await texts('?')).toEqual([])
})

test('nothing typed finds no texts, and whom one heard of last', async () => {
  const { say, find } = await openDesk()
  await say('one', { customer: number(1) })
  await say('two', { customer: number(2) })
  expect(await find('')).toMatchObject({ messages: [], next: null, filters: [] })
  expect((await find('')).people.map(({ customer }) => customer)).toEqual([number(2), number(1)])
  await say('three', { customer: number(1) })
  expect((await find(' ')).people[0]).toEqual({
    customer: number(1),
    name: null,
    texts: 2,
    lastAt: new Date(1_780_000_000_000).toISOString(),
  })
})

test('a number is found however it is typed, whole or from its beginning or its end', async () => {
  const { say, find } = await openDesk()
  await say('mine', { customer: number(1) })
  await say('another’s', { customer: '4915123456789' })
  for (const typed of [
    '07700 901001',
    '07700901001',
    '+44 7700 901001',
    '+44 (0)7700-901001',
    '0044 7700 901001',
    '447700901001',
    '7700 901001',
    '901001',
    '01001',
    '0770090100',
    '+44 770',
  ]) {
    const { messages, people } = await find(typed)
    expect(
      messages.map(({ text }) => text),
      typed,
    ).toEqual(['mine'])
    expect(
      people.map(({ customer }) => customer),
      typed,
    ).toEqual([number(1)])
  }
})

test('a number in a text is found beside whose number it is', async () => {
  const { say, texts } = await openDesk()
  await say('order 901001 is missing', { customer: number(2) })
  await say('mine', { customer: number(1) })
  expect(await texts('901001')).toEqual(['mine', 'order 901001 is missing'])
  expect(await texts('901001 missing')).toEqual(['order 901001 is missing'])
})

/** Two runs of four, delivered but for one of each: what each filter tells apart. */
async function ranDesk() {
  const desk = await openRunDesk()
  const named = (names: string[], first: number) =>
    names.map((name, index) => ({
      customer: number(first + index),
      name,
      about: {},
      fields: { weekday: 'Thursday' },
      country: 'GB',
      anyway: false,
    }))
  const run = async (name: string, submissionId: string, names: string[], first: number) => {
    await desk.make({
      ...draft(1, { name, submissionId, now: desk.at(), startsAt: desk.at() + 10_000 }),
      entries: named(names, first),
    })
    desk.pass(10_000)
    await desk.finish((customer) =>
      customer === number(first) ? refused : { kind: 'accepted', providerIds: [customer] },
    )
  }
  await run('Wed 12, North', 'north', ['Ann Lee', 'José Núñez', '王小明', 'Åsa'], 0)
  desk.pass(day)
  await run('Wed 12, South', 'south', ['Zoë', 'Annabel', '', 'Lee Ann'], 10)
  const say = async (index: number, text: string) => {
    desk.pass(1000)
    await desk.store.write(
      'receive',
      inboundText({ customer: number(index), text, sentAt: desk.at(), arrivedAt: desk.at() }),
    )
  }
  await say(1, '2')
  await say(2, '1 please')
  await say(11, '2 pls')
  await say(13, 'can you come after 3?')
  return { desk, say, ...asking(desk.store) }
}

test('each filter holds alone, with words and with the others', async () => {
  const { find } = await ranDesk()
  for (const [query, expected] of [
    // Each alone.
    ['option:2', ['2 pls', '2']],
    ['选项：1', ['1 please']],
    ['option:3', []],
    ['option:1 option:2', ['2 pls', '1 please', '2']],
    // By what it is called, with any words of it.
    ['option:thursday', ['2 pls', '2']],
    ['option:THU', ['2 pls', '2']],
    ['option:tomorrow option:2', ['2 pls', '1 please', '2']],
    ['option:"post office"', []],
    ['option:xyzzy', []],
    ['run:north option:thursday', ['2']],
    ['p option:"Thursday"', ['2 pls']],
    ['person:núñez', ['2']],
    ['person:nunez', ['2']],
    ['person:小明', ['1 please']],
    ['person:07700901011', ['2 pls']],
    ['person:xyzzy', []],
    // With words, and with each other.
    ['p option:2', ['2 pls']],
    ['please option:2', []],
    ['run:north option:2', ['2']],
    ['run:"wed 12, s" option:2', ['2 pls']],
    ['run:wed option:2', ['2 pls', '2']],
    ['run:west option:2', []],
    ['run:south after', ['can you come after 3?']],
    ['run:north after', []],
    ['person:ann after', ['can you come after 3?']],
  ] as const) {
    const { messages } = await find(query)
    // Of the texts out there are four a run, told apart below.
    const replies = messages.filter(({ direction }) => direction === 'inbound').map(({ text }) => text)
    expect(replies, query).toEqual(expected)
  }
})

test('what did not arrive is found by that, by why and by its run; also when somebody is done with it', async () => {
  const { desk, find } = await ranDesk()
  const whose = async (query: string) => (await find(query)).messages.map(({ customer }) => customer)
  expect(await whose('failed:')).toEqual([number(10), number(0)])
  expect(await whose('failed:refused run:north')).toEqual([number(0)])
  expect(await whose('failed:vonage-3')).toEqual([number(10), number(0)])
  expect(await whose('failed:NO. delivery')).toEqual([number(10), number(0)])
  expect(await whose('failed:landline')).toEqual([])
  const [lost] = (await find('failed:')).messages
  await desk.store.write('closeText', { seq: lost?.seq ?? 0, now: desk.at() })
  expect(await whose('failed:')).toEqual([number(10), number(0)])
})

test('days are the desk’s: the first belongs, the last does not', async () => {
  const { say, texts } = await openDesk()
  const noon = new Date(`${today}T12:00:00`).getTime()
  const midnight = new Date(`${today}T00:00:00`).getTime()
  const at = (sentAt: number) => ({ sentAt, arrivedAt: noon })
  await say('last second of the day before', at(midnight - 1000))
  await say('first second', at(midnight))
  // What was held up on its way is out of order.
  await say('a year ago', at(noon - 365 * day))
  await say('noon', at(noon))
  expect(await texts('from:today')).toEqual(['noon', 'first second'])
  expect(await texts('before:today')).toEqual(['a year ago', 'last second of the day before'])
  expect(await texts('from:yesterday before:today')).toEqual(['last second of the day before'])
  expect(await texts('second from:today')).toEqual(['first second'])
  expect(await texts('from:yesterday before:yesterday')).toEqual([])
})

test('who was named is told with the texts, and found by any word of the name', async () => {
  const { find } = await ranDesk()
  const named = async (query: string) => (await find(query)).people.map(({ name, customer }) => name ?? customer)
  expect(await named('ann')).toEqual(['Lee Ann', 'Annabel', 'Ann Lee'])
  expect(await named('lee ann')).toEqual(['Lee Ann', 'Ann Lee'])
  expect(await named('JOSE')).toEqual(['José Núñez'])
  expect(await named('nn')).toEqual([])
  // Of no list, and not heard of yet.
  expect(await named('nobody')).toEqual(['Nobody Yet'])
  expect(await named('')).not.toContain('Nobody Yet')
  expect(await named('明')).toEqual(['王小明'])
  expect(await named('901012')).toEqual([number(12)])
  expect((await find('option:2')).names).toEqual({ [number(1)]: 'José Núñez', [number(11)]: 'Annabel' })
  const { filters } = await find('run:wed person:ann option:2')
  expect(filters.map(({ kind, matches }) => [kind, matches])).toEqual([
    ['run', 2],
    ['person', 3],
    ['option', null],
  ])
  const byName = async (query: string) => (await find(query)).filters.map(({ matches }) => matches)
  expect(await byName('option:thursday')).toEqual([1])
  expect(await byName('option:xyzzy')).toEqual([0])
  // On the first page only.
  expect((await find('ann', 100, 5)).people).toEqual([])
})

test('who is called otherwise here is found by that, and by the list’s name again once it is taken away', async () => {
  const { find, desk } = await ranDesk()
  const named = async (query: string) => (await find(query)).people.map(({ name }) => name)
  const call = (name: string | null) => desk.store.write('savePerson', { customer: number(1), name, now: desk.at() })
  await call('Pepe')
  expect([await named('pepe'), await named('jose')]).toEqual([['Pepe'], []])
  await call(null)
  expect([await named('pepe'), await named('jose')]).toEqual([[], ['José Núñez']])
})

test('page after page nothing is lost and nothing comes twice, also while more comes in', async () => {
  const { say, find } = await openDesk()
  await Promise.all(
    Array.from({ length: 700 }, (_, index) =>
      say(index % 7 === 0 ? `gate ${index}` : `other ${index}`, { customer: number(index % 3) }),
    ),
  )
  const sevens = Array.from({ length: 100 }, (_, index) => `gate ${(99 - index) * 7}`)
  let more = 700
  const goOn = async () => {
    more += 7
    await say(`gate ${more}`)
  }
  expect(await pages(find, 'gate', 9, goOn)).toEqual(sevens)
  const ofOne = sevens.filter((_, index) => ((99 - index) * 7) % 3 === 1)
  expect(await pages(find, `g person:${number(1)}`, 4)).toEqual(ofOne)
  expect((await find('gate', 200)).next).toBeNull()
})

test('whichever condition leads, the same is found as by looking at every text', async () => {
  const { find, say, folder } = await openDesk()
  // Common, rare, and rare in one place only: each must lead once.
  await Promise.all(
    Array.from({ length: 1500 }, (_, index) =>
      say(`t${index % 2} ${index % 97 === 0 ? 'rare' : 'often'} ${index > 1400 ? 'late' : ''}`, {
        customer: number(index % 50),
      }),
    ),
  )
  await find('often')
  const db = new Database(join(folder, 'desk.db'), { readonly: true })
  const all = db.prepare('SELECT seq, text, customer FROM messages ORDER BY seq DESC').all() as {
    seq: number
    text: string
    customer: string
  }[]
  const seqsOf = findSeqs(db)
  for (const words of ['t', 't1', 'rare', 'late', 'rare late', 't0 rare'])
    for (const who of [3, 7]) {
      const expected = all
        .filter(
          ({ text, customer }) =>
            customer === number(who) &&
            words.split(' ').every((word) => text.split(' ').some((each) => each.startsWith(word))),
        )
        .map(({ seq }) => seq)
      const found = await find(`${words} person:${number(who)}`)
      expect(
        found.messages.map(({ seq }) => seq),
        words,
      ).toEqual(expected)
      // So it is when there is never time for more than one look, and each page goes on from the last.
      const wanted = { match: searchQuery(words), customers: [number(who)], ...nothingElse }
      const seqs: number[] = []
      for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
        const page = seqsOf({ ...wanted, before }, 5, 0)
        seqs.push(...page.seqs)
        before = page.next
      }
      expect(seqs, words).toEqual(expected)
    }
  db.close()
})

const nothingElse = { runs: null, options: null, reasons: null, from: null, until: null }

test('of an erased person nothing is found: not by words, by number, by name or by day', async () => {
  const { desk, find } = await ranDesk()
  const before = await find('núñez')
  expect(before.people).toHaveLength(1)
  await desk.store.erase({ submissionId: 'e', customer: number(1), now: desk.at() })
  for (const query of ['núñez', '07700 901001', 'person:nunez', 'option:2 run:north', '']) {
    const { messages, people, names } = await find(query)
    expect(
      messages.filter(({ customer }) => customer === number(1)),
      query,
    ).toEqual([])
    expect(
      people.filter(({ customer }) => customer === number(1)),
      query,
    ).toEqual([])
    expect(Object.keys(names)).not.toContain(number(1))
  }
  // Control: the others are.
  expect((await find('王')).people).toHaveLength(1)
  expect((await find('option:2')).messages).toHaveLength(1)
})

test('no time of an erased person stays behind, and the others’ are still found by theirs', async () => {
  const { store, folder, say, texts } = await openDesk()
  const at = (sentAt: number) => ({ sentAt, arrivedAt: start })
  await say('theirs, long ago', { customer: number(1), ...at(start - 400 * day) })
  await say('another’s', { customer: number(2), ...at(start - 200 * day) })
  await say('theirs, now', { customer: number(1), ...at(start) })
  await texts('theirs')
  const spans = () => {
    const db = new Database(join(folder, 'desk.db'), { readonly: true })
    const rows = db.prepare('SELECT first_at AS first, last_at AS last FROM message_spans').all()
    db.close()
    return rows
  }
  expect(spans()).toEqual([{ first: start - 400 * day, last: start }])
  await store.erase({ submissionId: 'e', customer: number(1), now: start })
  expect(spans()).toEqual([{ first: start - 200 * day, last: start - 200 * day }])
  expect(await texts('before:today')).toEqual(['another’s'])
})

test('the names of a list are found once all of it is in, whoever searched meanwhile', async () => {
  const desk = await openRunDesk()
  const { find } = asking(desk.store)
  const found = async (typed: string) => (await find(typed)).people.map(({ customer }) => customer)
  const { entries, asked: _, ...head } = draft(4)
  const named = entries.map((entry, index) => ({ ...entry, name: ['Anna', 'Bela', 'Cem', 'Dora'][index] ?? '' }))
  const begin = async (submissionId: string) => {
    const begun = await desk.store.write('beginRun', { ...head, submissionId, body: submissionId })
    return begun.kind === 'begun' ? begun.run : 0
  }
  const rows = (run: number, first: number, from: number, to: number) =>
    desk.store.write('addRunRows', { run, first, entries: named.slice(from, to), now: start })
  const long = await begin('long')
  await rows(long, 1, 0, 1)
  expect(await found('Anna')).toEqual([])
  // A short one that is whole before the long one.
  const short = await begin('short')
  await rows(short, 1, 3, 4)
  await desk.store.write('finishRun', { run: short, now: start })
  await found('Dora')
  await rows(long, 2, 1, 3)
  await desk.store.write('finishRun', { run: long, now: start })
  for (const [index, name] of ['Anna', 'Bela', 'Cem', 'Dora'].entries())
    expect(await found(name)).toEqual([number(index)])
})
