import { join } from 'node:path'
import Database from 'better-sqlite3'
import { figureCalls } from '../../src/main/figure-calls.ts'
import type { SendOutcome } from '../../src/main/store/outbox.ts'
import type { Draft } from '../../src/main/store/queue.ts'
import type { Argument } from '../../src/shared/desk-api.ts'
import type { FigurePerson, Figures } from '../../src/shared/figures.ts'
import { openRunDesk } from './run-desk.ts'
import { ours } from './run-draft.ts'
import { inboundText, receipt } from './store.ts'

/** A text as the table has it. */
export interface Kept {
  seq: number
  direction: 'inbound' | 'outbound'
  customer: string
  state: string
  at: number
  left_at: number | null
  kind: string | null
  notice: number | null
  because: string | null
  needs_person: number
  problem_code: string | null
  nano_euro: number | null
  again: number | null
}

/** A desk with runs whose figures are asked for. */
export async function openFigureDesk() {
  const desk = await openRunDesk()
  const calls = figureCalls({ store: { ask: (...question) => desk.store.ask(...question) }, now: desk.at })
  let submissions = 0
  let ids = 0

  /** A text leaves at this moment. */
  async function send(over: Partial<Draft>, outcome: SendOutcome = taken()): Promise<number> {
    submissions += 1
    const queued = await desk.store.write('queue', {
      submissionId: `s-${submissions}`,
      customer: '447700900123',
      ours,
      text: 'On our way',
      now: desk.at(),
      notice: null,
      ...over,
    })
    if (queued.kind !== 'queued') throw new Error(queued.kind)
    await desk.deliver(() => outcome)
    return queued.seq
  }
  function taken(nanoEuro: number | null = 33_300_000): SendOutcome {
    ids += 1
    return { kind: 'accepted', providerIds: [`f-${ids}`], nanoEuro }
  }
  async function figures(asked: Argument<'getFigures'> = {}): Promise<Figures> {
    const answer = await calls.getFigures(asked)
    if (!answer.ok) throw new Error(answer.problem.code)
    return answer.value
  }
  async function people(asked: Argument<'listFigurePeople'>): Promise<FigurePerson[]> {
    const found: FigurePerson[] = []
    let { after } = asked
    for (;;) {
      const answer = await calls.listFigurePeople({ ...asked, ...(after === undefined ? {} : { after }) })
      if (!answer.ok) throw new Error(answer.problem.code)
      found.push(...answer.value.people)
      if (answer.value.after === null) return found
      after = answer.value.after
    }
  }

  return {
    desk,
    calls,
    send,
    taken,
    figures,
    people,
    says: async (customer: string, text: string) => {
      await desk.store.write('receive', inboundText({ customer, text, sentAt: desk.at(), arrivedAt: desk.at() }))
      const [reply] = await desk.store.ask('list', { customer, direction: 'inbound', limit: 1 })
      return reply?.seq ?? 0
    },
    carrierSays: async (seq: number, status: 'delivered' | 'failed', errorCode = '0') => {
      const [message] = await desk.store.ask('bySeqs', [seq])
      for (const providerId of message?.providerIds ?? [])
        await desk.store.write('receipt', receipt({ providerId, status, errorCode, arrivedAt: desk.at() }))
    },
    /** Everything in the table, read by nothing of ours. */
    table: (): Kept[] => {
      const db = new Database(join(desk.folder, 'desk.db'), { readonly: true })
      const rows = db.prepare('SELECT * FROM messages ORDER BY seq').all() as Kept[]
      db.close()
      return rows
    },
  }
}
