import { join } from 'node:path'
import { openForReading } from '../../src/main/store/sqlite.ts'
import { type Line, quantile, tell } from './figures.ts'
import { type Cores, startDesk } from './servers.ts'
import { typedChinese, typedWords } from './vocabulary.ts'

const shown = 100
const most = 200

/**
 * Search as you type over the desk's own call, in turns with a scan: each query once here, once there. The scan asks
 * for as many hits, newest first, and has no call and no JSON to pay for.
 */
export async function search(cores: Cores, folder: string): Promise<Line[]> {
  cores.pin(process.pid, 'load')
  const desk = await startDesk(cores, folder)
  const db = openForReading(join(folder, 'live'))
  const scan = db
    .prepare<[string, number], number>('SELECT seq FROM messages WHERE text LIKE ? ORDER BY seq DESC LIMIT ?')
    .pluck()
  const ours: number[] = []
  const theirs: number[] = []
  let [found, expected] = [0, 0]
  const ask = async (query: string, limit: number) => {
    const answer = await desk.desk.searchMessages({ query, limit })
    if (!answer.ok) throw new Error(`“${query}”: ${answer.problem.text}`)
    return answer.value.messages.map(({ seq }) => seq)
  }
  try {
    const queries = grown()
    for (const query of queries.slice(0, 20)) await ask(query, shown)
    for (const query of queries) {
      const began = performance.now()
      await ask(query, shown)
      const asked = performance.now()
      scan.all(`%${query}%`, shown)
      ours.push(asked - began)
      theirs.push(performance.now() - asked)
    }
    for (const query of typedChinese) {
      const hits = new Set(await ask(query, most))
      const all = scan.all(`%${query}%`, most)
      if (all.length === 0) throw new Error(`“${query}” is nowhere in the data, so it proves nothing`)
      expected += all.length
      found += all.filter((seq) => hits.has(seq)).length
    }
    tell(`e: ${queries.length} queries, ${typedChinese.length} Chinese ones compared hit by hit`)
  } finally {
    db.close()
    await desk.end()
  }
  const [typing, scanning] = [quantile(ours, 0.95), quantile(theirs, 0.99)]
  const ratio = typing / scanning
  const recall = found / expected
  return [
    {
      name: 'e  search as you type, p95, 1 M messages',
      ours: `${typing.toFixed(1)} ms`,
      baseline: `LIKE scan p99 ${scanning.toFixed(0)} ms`,
      ratio,
      goal: '≤ 0.08',
      ok: ratio <= 0.08,
    },
    {
      name: 'e  Chinese hits found',
      ours: `${found}`,
      baseline: `LIKE scan ${expected}`,
      ratio: recall,
      goal: '= 1.00',
      ok: recall === 1,
    },
  ]
}

/** Every beginning of every word, as it stands in the field while somebody types. */
function grown(): string[] {
  const typed = [...typedWords, ...typedChinese].flatMap((word) => {
    const letters = [...word]
    return letters.map((_, index) => letters.slice(0, index + 1).join(''))
  })
  return [...typed, '1', '2', '3', 'y', 'n', 'k', '好', '行', '14', '400', 'PO']
}
