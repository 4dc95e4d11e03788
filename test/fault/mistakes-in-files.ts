import { type Mistake, unit } from './mistake.ts'

/** The database's life: its folder, its layout, its backups, what is cleared from it and when replies could not arrive. */
export const mistakesInFiles: readonly Mistake[] = [
  {
    name: 'gaps: a gap that begins is not written down',
    file: 'src/main/store/gaps.ts',
    right: 'if (goOn.run(at - flapMs).changes === 0) insert.run(why, at)',
    wrong: 'goOn.run(at - flapMs)',
    ...unit('store/gaps'),
  },
  {
    name: 'recovery: what was asked for counts as had before it is kept',
    file: 'src/main/recovery/ask-gap.ts',
    right: 'const found = await keep(had.records, span, gap.id, needs)',
    wrong: `await needs.store.write('gapAsked', { id: gap.id, until: span.to, records: 0, unread: 0, found: 0 })
    const found = await keep(had.records, span, gap.id, needs)`,
    ...unit('recovery/asked-until'),
  },
  {
    name: 'erasing: the file is said to be cleared, and is not',
    file: 'src/main/store/wipe.ts',
    right: "handle ??= openSync(file, 'r+')",
    wrong: "if (log.busy === 0) return true\n    handle ??= openSync(file, 'r+')",
    ...unit('store/wipe'),
  },
  {
    name: 'backups: one that does not pass is put in the place of the database',
    file: 'src/main/store/restore.ts',
    right: "if (!isSound(copy)) return { kind: 'backup-damaged' }",
    wrong: 'isSound(copy)',
    ...unit('store/restore'),
  },
  {
    name: 'backups: a copy that does not pass is kept as one',
    file: 'src/main/store/make-backup.ts',
    right: 'if (!isSound(copy)) return failed(',
    wrong: 'if (copy.readonly) return failed(',
    ...unit('store/backups'),
  },
  {
    name: 'two desks work in one folder',
    file: 'src/main/store/lock.ts',
    right: "db.exec('BEGIN EXCLUSIVE')",
    wrong: "db.exec('BEGIN')",
    ...unit('store/folder'),
  },
  {
    name: 'the layout changes outside of a transaction',
    file: 'src/main/store/migrate.ts',
    right: 'db.transaction(() => {',
    wrong: ';(() => {',
    project: 'scenario',
    tests: 'test/fault/migration.test.ts',
  },
  {
    name: 'a released layout is changed instead of a new one made',
    file: 'src/main/store/schema.ts',
    right: 'CREATE UNIQUE INDEX messages_once ON messages (submission, customer)',
    wrong: 'CREATE INDEX messages_once ON messages (submission, customer)',
    ...unit('store/kept-layouts'),
  },
  {
    name: 'where DEBUG is set libraries print whole requests',
    file: 'src/main/serve.ts',
    right: 'silenceDebugging(process.env)',
    wrong: 'void silenceDebugging',
    project: 'scenario',
    tests: 'test/fault/canary.test.ts',
  },
]
