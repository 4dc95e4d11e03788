import { expect, test } from 'vitest'
import { makeRowActions } from '../../../src/renderer/feed/row-actions.ts'
import type { Argument } from '../../../src/shared/desk-api.ts'
import type { Message } from '../../../src/shared/message.ts'
import { done, type Result, refused } from '../../../src/shared/result.ts'
import { inbound, outbound } from '../messages.ts'

function openActions() {
  const filed: Argument<'fileReply'>[] = []
  const called: string[] = []
  const shown: Message[] = []
  let answer: Result<{ message: Message }> = done({ message: inbound(1) })
  let ids = 0
  const actions = makeRowActions({
    desk: {
      fileReply: async (argument) => {
        filed.push(argument)
        return answer
      },
      closeReply: async ({ messageId }) => {
        called.push(`closeReply ${messageId}`)
        return answer
      },
      closeText: async ({ messageId }) => {
        called.push(`closeText ${messageId}`)
        return answer
      },
      reopen: async ({ messageId }) => {
        called.push(`reopen ${messageId}`)
        return answer
      },
      releaseText: async ({ messageId }) => {
        called.push(`releaseText ${messageId}`)
        return answer
      },
      cancelText: async ({ messageId }) => {
        called.push(`cancelText ${messageId}`)
        return answer
      },
    },
    newId: () => {
      ids += 1
      return `s${ids}`
    },
    show: (message) => shown.push(message),
  })
  return {
    actions,
    filed,
    called,
    shown,
    answerWith: (next: typeof answer) => {
      answer = next
    },
  }
}

test('two presses before the answer are one filing', async () => {
  const { actions, filed, shown } = openActions()
  const both = await Promise.all([actions.file(inbound(1), '2'), actions.file(inbound(1), '2')])
  expect(both).toEqual([true, false])
  expect(filed).toHaveLength(1)
  expect(shown).toHaveLength(1)
})

test('a press after a lost answer is the same filing; the next one is another', async () => {
  const { actions, filed, answerWith } = openActions()
  answerWith(refused('disconnected', 'Gone.'))
  expect(await actions.file(inbound(1), '2')).toBe(false)
  expect(actions.getSnapshot().problems.get('m1')?.code).toBe('disconnected')
  answerWith(done({ message: inbound(1) }))
  expect(await actions.file(inbound(1), '2')).toBe(true)
  expect(actions.getSnapshot().problems.has('m1')).toBe(false)
  await actions.file(inbound(1), '2')
  expect(filed.map((each) => each.submissionId)).toEqual(['s1', 's1', 's2'])
})

test('filed for another question it is another filing, and says so', async () => {
  const { actions, filed, answerWith } = openActions()
  answerWith(refused('disconnected', 'Gone.'))
  for (const notice of ['n7', null, 'n7']) await actions.file(inbound(1), '2', notice)
  expect(filed).toEqual([
    { submissionId: 's1', messageId: 'm1', option: '2', notice: 'n7' },
    { submissionId: 's2', messageId: 'm1', option: '2' },
    { submissionId: 's1', messageId: 'm1', option: '2', notice: 'n7' },
  ])
})

test('"done" and taking it back are said of the reply or of the text whose row it is', async () => {
  const { actions, called } = openActions()
  await actions.close(inbound(1))
  await actions.close(outbound(2, { state: 'failed' }))
  await actions.reopen(inbound(1))
  const both = await Promise.all([actions.reopen(outbound(2)), actions.close(outbound(2))])
  expect(called).toEqual(['closeReply m1', 'closeText m2', 'reopen m1', 'reopen m2'])
  expect(both).toEqual([true, false])
})
