import { expect, test } from './launch.ts'

test('with no account a notice goes out in practice, and the customer’s reply comes in', async ({ shared }) => {
  const outcome = await shared.page.evaluate(async () => {
    const desk = await window.desk.getDesk({})
    if (!desk.ok) return desk
    // Listened before it is sent: the pretend customer answers at once.
    const replied = new Promise<{ text: string; rule: string | undefined }>((resolve) => {
      window.desk.on('message', (messages) => {
        const reply = messages.find((each) => each.direction === 'inbound' && each.customer === '447700900001')
        if (reply !== undefined) resolve({ text: reply.text, rule: reply.because?.rule })
      })
    })
    const sent = await window.desk.sendNotice({
      submissionId: 'one',
      to: '+44 7700 900001',
      questionId: 'delivery',
      fields: { weekday: 'Thursday' },
    })
    return { mode: desk.value.mode, shell: desk.value.shell, sent, reply: await replied }
  })
  expect(outcome).toMatchObject({
    mode: 'practice',
    shell: 'desktop',
    sent: { ok: true, value: { message: { direction: 'outbound', customer: '447700900001' } } },
    reply: { rule: 'option' },
  })
})
