import { eventually, type PretendProcess, type startDeskProcess } from '../support/processes.ts'

const names = [
  'Anna Novak',
  'Ben Carter',
  'Chloé Martin',
  'Dafydd Rees',
  'Elif Kaya',
  'Farid Aziz',
  'Grace Obi',
  'Hugo Lindqvist',
  'Irena Kowalska',
  'Jack Murphy',
  'Keiko Tanaka',
  'Liam Byrne',
  'Maria Rossi',
  'Noah Schmidt',
  'Olga Petrova',
  'Priya Shah',
  'Quentin Moreau',
  'Rosa Delgado',
  'Sam Okafor',
  'Tove Berg',
  'Uma Iyer',
  'Viktor Hahn',
  'Wen Li',
  'Yusuf Demir',
]
const says: readonly (readonly [number, string])[] = [
  [2, '1'],
  [1, '2'],
  [3, '1 please'],
  [4, 'post office'],
  [6, '1'],
  [7, 'Thursday'],
  [8, '2'],
  [10, 'can you come after 3?'],
  [11, 'STOP'],
  [13, '1'],
  [14, 'tomorrow is fine'],
  [16, 'the grey door please, not the front'],
  [19, '2'],
]

/** A run as at eight in the morning: most have answered, one asks, one could not be reached, one has had enough. */
export async function pictureRun({ desk }: Awaited<ReturnType<typeof startDeskProcess>>, vonage: PretendProcess) {
  const number = (index: number) => `4477009006${String(index).padStart(2, '0')}`
  const made = await desk.createRun({
    submissionId: 'picture-run',
    name: 'Wed 12, North',
    questionId: 'delivery',
    rows: names.map((name, index) => ({
      to: `+${number(index)}`,
      name,
      about: { address: `${index + 3} High Street`, window: index % 2 === 0 ? '8–10' : '10–12' },
      fields: { weekday: 'Thursday' },
    })),
  })
  if (!made.ok) throw new Error(made.problem.text)
  const { id } = made.value.run
  await vonage.next({ receipts: [{ status: 'failed', afterMs: 10, errCode: '3' }] })
  await eventually(async () => {
    const found = await desk.getRun({ runId: id })
    if (!found.ok || found.value.run.state !== 'done' || found.value.run.texts.accepted > 0) throw new Error('not yet')
  }, 60_000)
  for (const [index, text] of says) await vonage.text({ from: number(index), text, wait: true })
  await desk.settleRow({ runId: id, place: 18, as: 'At home all day' })
  return id
}
