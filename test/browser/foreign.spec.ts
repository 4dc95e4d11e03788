import { calls, getAll, getNothing, test } from './foreign-browser.ts'

/** One that acts and one that is read, in every way, from everywhere: half of all attempts. The rest by night. */
const some = calls.filter(({ name }) => name === 'sendSms' || name === 'getDesk')

test('a foreign page, also under a name that was rebound to this computer, gets nothing out of the desk and changes nothing', ({
  running,
  tryFrom,
}) => getNothing(running, tryFrom, some, 120))

test('control: a shell without our rules is read and used by the same page', ({ tryFrom }) => getAll(tryFrom, some))
