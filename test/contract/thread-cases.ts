import type { DeskApi } from '../../src/shared/desk-api.ts'
import type { Thread, ThreadTab } from '../../src/shared/thread.ts'
import { type ContractCase, check, list, silent, until } from './contract-case.ts'

const customer = silent.replace(/\D/g, '')
const other = '447700900556'

async function page(desk: DeskApi, tab: ThreadTab) {
  const listed = await desk.listThreads({ tab })
  check(listed.ok, 'listThreads answers', listed)
  return listed.value
}
const inTab = async (desk: DeskApi, tab: ThreadTab) => (await page(desk, tab)).threads.map((thread) => thread.customer)
const needs = async (desk: DeskApi) => {
  const state = await desk.getDesk({})
  check(state.ok, 'getDesk answers', state)
  return state.value.counts.threadsNeedYou
}
const play = async (desk: DeskApi, text: string, from = customer) => {
  await desk.playCustomer({ customer: `+${from}`, text })
  const find = async () => (await list(desk)).find((each) => each.customer === from && each.text === text)
  await until(text, async () => (await find()) !== undefined)
  const found = await find()
  check(found !== undefined, 'it is there')
  return found
}

export const threadCases: ContractCase[] = [
  {
    name: 'a thread needs somebody until it is done with, raised, put off and taken back, and the window is told',
    run: async (desk) => {
      const told: Thread[] = []
      const undo = desk.on('thread', (threads) => told.push(...threads))
      const heard = (status: string) => until(status, async () => told.at(-1)?.status === status)
      const first = await play(desk, 'where are you?')
      const last = await play(desk, 'hello?')
      await until('both are told', async () => told.at(-1)?.last.id === last.id)
      const { threads, counts, next } = await page(desk, 'needs-you')
      const [thread] = threads
      check(
        thread?.needs?.messages === 2 && thread.needs.since === first.at && thread.last.id === last.id,
        'it waits',
        threads,
      )
      check(counts.needsYou === 1 && (await needs(desk)) === 1 && next === null, 'it is counted', counts)
      check(JSON.stringify(told.at(-1)) === JSON.stringify(thread), 'what is told is what is listed', told.at(-1))

      const seen = await desk.closeThread({ customer: silent, upTo: first.seq })
      check(seen.ok && seen.value.closed.join() === first.id, 'what was not seen is not closed', seen)
      check(seen.value.thread.status === 'needs-you', 'and still waits', seen)
      const done = await desk.closeThread({ customer, upTo: last.seq })
      check(done.ok && done.value.closed.join() === last.id && done.value.thread.status === 'done', 'done', done)
      await heard('done')
      check((await needs(desk)) === 0 && (await inTab(desk, 'done')).join() === customer, 'it is under Done')
      check((await desk.reopen({ messageId: last.id })).ok, 'and is taken back')
      await heard('needs-you')
      await desk.closeThread({ customer, upTo: last.seq })

      const raised = await desk.raiseThread({ customer })
      check(raised.ok && raised.value.thread.needs?.why === null, 'it is raised', raised)
      await heard('needs-you')
      const soon = new Date(Date.now() + 1_500).toISOString()
      const put = await desk.snoozeThread({ customer, until: soon })
      check(put.ok && put.value.thread.status === 'waiting', 'it is put off', put)
      check((await page(desk, 'waiting')).counts.snoozed === 1, 'it is counted as put off')
      // Nobody asks: the window is told when the time has come.
      await heard('waiting')
      await heard('needs-you')
      const past = await desk.snoozeThread({ customer, until: '2026-01-01T00:00:00Z' })
      check(!past.ok && past.problem.code === 'snooze-not-ahead', 'not into the past', past)
      const nobody = await Promise.all([
        desk.raiseThread({ customer: other }),
        desk.snoozeThread({ customer: other, until: null }),
        desk.closeThread({ customer: other, upTo: 1 }),
      ])
      check(
        nobody.every((each) => !each.ok && each.problem.code === 'no-such-thread'),
        'nobody’s thread',
        nobody,
      )
      undo()
    },
  },
  {
    name: 'one answer answers a whole thread, can be taken back while it is held, and leaves once',
    run: async (desk) => {
      const replies = [await play(desk, 'where are you?'), await play(desk, 'hello?')]
      const [, last] = replies
      const answer = { to: silent, text: 'Ten minutes.', inReplyTo: last?.id ?? '', wholeThread: true as const }
      const waits = async () => (await list(desk)).filter(({ needsPerson }) => needsPerson).length
      const send = (holdSeconds: number) => desk.sendSms({ ...answer, holdSeconds, submissionId: crypto.randomUUID() })
      const held = await send(20)
      check(held.ok && held.value.message.state === 'queued' && (await waits()) === 0, 'it is held', held)
      const taken = await desk.cancelText({ messageId: held.value.message.id })
      check(taken.ok && taken.value.message.state === 'cancelled' && (await waits()) === 2, 'taken back', taken)
      // Taken back at the moment it leaves: it is one or the other.
      const racing = await send(1)
      check(racing.ok, 'it is held again', racing)
      const { id } = racing.value.message
      await new Promise((resolve) => setTimeout(resolve, 990))
      const cancelled = await desk.cancelText({ messageId: id })
      const find = async () => (await list(desk)).find((each) => each.id === id)
      if (cancelled.ok) {
        check((await find())?.state === 'cancelled' && (await waits()) === 2, 'taken back', cancelled)
        const again = await send(0)
        check(again.ok, 'sent', again)
        await until('delivery', async () =>
          (await list(desk)).some((each) => each.id === again.value.message.id && each.state === 'delivered'),
        )
      } else {
        check(cancelled.problem.code === 'too-late', 'it has left', cancelled)
        await until('delivery', async () => (await find())?.state === 'delivered')
      }
      check((await waits()) === 0, 'both replies are answered')
      const delivered = (await list(desk)).filter(
        ({ state, direction }) => direction === 'outbound' && state === 'delivered',
      )
      check(delivered.length === 1, 'once', delivered)
      const bare = await desk.sendSms({ submissionId: 'x', to: silent, text: 'x', wholeThread: true })
      check(!bare.ok && bare.problem.code === 'bad-argument', 'a whole thread needs a reply to name', bare)
    },
  },
  {
    name: 'name, note, draft and saved replies are kept, told, handed out and erased',
    run: async (desk) => {
      const names: string[] = []
      const undo = desk.on('desk', ({ savedReplies }) => names.push(savedReplies.map(({ name }) => name).join()))
      const noted = await desk.savePerson({ customer: silent, name: 'Mrs Novak', note: 'Back door' })
      check(noted.ok && noted.value.person.thread === null, 'somebody without texts is known', noted)
      check((await desk.saveDraft({ customer, text: 'We are on our' })).ok, 'a draft is kept')
      check((await desk.saveNoteDraft({ customer, text: 'Side gate, c' })).ok, 'a half written note is kept')
      await play(desk, 'hello?')
      const [thread] = (await page(desk, 'all')).threads
      check(thread?.name === 'Mrs Novak' && thread.draft === 'We are on our', 'the list shows both', thread)
      const known = await desk.getThread({ customer: silent })
      check(known.ok && known.value.person.note?.text === 'Back door', 'the note', known)
      check(known.value.person.noteDraft === 'Side gate, c', 'and the next one', known)
      const { ownName, note, draft } = known.value.person
      const copy = await desk.exportCustomer({ number: silent })
      check(copy.ok && copy.value.ownName === ownName && copy.value.draft === draft, 'the copy has them', copy)
      check(JSON.stringify(copy.value.note) === JSON.stringify(note), 'and the note', copy)
      const reply = { savedReplyId: 'late', name: 'late', text: 'Ten minutes late, {name}.' }
      const saved = await desk.keepSavedReply(reply)
      check(saved.ok && saved.value.savedReply.id === 'late', 'a reply is kept', saved)
      await until('the window to hear of it', async () => names.includes('late'))
      const twice = await desk.keepSavedReply({ ...reply, savedReplyId: 'other' })
      check(!twice.ok && twice.problem.code === 'saved-reply-name-twice', 'names differ', twice)
      check((await desk.deleteSavedReply({ savedReplyId: 'late' })).ok, 'it is deleted')
      await until('the window to hear of that', async () => names.at(-1) === '')
      const erased = await desk.eraseCustomer({ submissionId: 'e', number: silent })
      check(erased.ok, 'erased', erased)
      const after = await desk.getThread({ customer: silent })
      const nothing = { thread: null, ownName: null, note: null, draft: '', noteDraft: '', outcomes: [] }
      check(after.ok && JSON.stringify(after.value.person) === JSON.stringify(nothing), 'nothing is left', after)
      undo()
    },
  },
]
