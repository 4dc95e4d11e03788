import Database from 'better-sqlite3'

/**
 * The control of the durability test: 50 commits, one after another, as better-sqlite3 makes them unless it is told
 * otherwise (NORMAL) or as the desk does (FULL). Begins when it is told to end, so that it can be watched from then on.
 * One JSON line says which of them failed, in the opinion of the library; then it is gone, and closes nothing.
 */
const [file = '', synchronous = 'NORMAL'] = process.argv.slice(2)
const db = new Database(file)
db.pragma('journal_mode = WAL')
db.pragma(`synchronous = ${synchronous}`)
db.exec('CREATE TABLE kept (text TEXT)')
process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`)
process.on('SIGTERM', () => {
  const keep = db.prepare('INSERT INTO kept VALUES (?)')
  const failed: string[] = []
  for (let commit = 0; commit < 50; commit += 1) {
    try {
      keep.run(`reply ${commit}`)
    } catch {
      failed.push(`reply ${commit}`)
    }
  }
  process.stdout.write(`${JSON.stringify({ failed })}\n`, () =>
    failed.length === 0 ? process.exit(0) : process.kill(process.pid, 'SIGKILL'),
  )
})
setInterval(() => {}, 1000)
