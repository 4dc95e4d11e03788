import { calls, getAll, getNothing, test } from './foreign-browser.ts'

test('a foreign page, also under a name that was rebound to this computer, gets nothing out of the desk and changes nothing', async ({
  running,
  tryFrom,
}) => {
  test.setTimeout(180_000)
  await getNothing(running, tryFrom, calls, 200)
})

test('control: a shell without our rules is read and used by the same page', async ({ tryFrom }) => {
  test.setTimeout(180_000)
  await getAll(tryFrom, calls)
})
