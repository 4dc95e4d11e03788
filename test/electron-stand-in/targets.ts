import { chromium } from './chromium.ts'

interface TargetInfo {
  targetId: string
  type: string
  openerId?: string
}

const ours = new Set<string>()
let firstTaken = false

/** A page for a new window: the one that Chromium opened by itself, then new ones. */
export async function takeTarget(): Promise<string> {
  const { root } = chromium().pipe
  if (!firstTaken) {
    firstTaken = true
    const { targetInfos } = await root.send('Target.getTargets')
    const first = (targetInfos as TargetInfo[]).find(({ type }) => type === 'page')
    if (first !== undefined) {
      ours.add(first.targetId)
      await watch()
      return first.targetId
    }
  }
  const { targetId } = await root.send('Target.createTarget', { url: 'about:blank', newWindow: true })
  ours.add(targetId as string)
  return targetId as string
}

/** A page that came by a way that main-world.ts does not know would be a window that nobody was asked about. */
async function watch(): Promise<void> {
  const { root } = chromium().pipe
  root.on('Target.targetCreated', ({ targetInfo }: { targetInfo: TargetInfo }) => {
    if (targetInfo.type !== 'page' || targetInfo.openerId === undefined || ours.has(targetInfo.targetId)) return
    process.stderr.write('stand-in: a page opened a window past the handler; it is closed\n')
    root.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => {})
  })
  await root.send('Target.setDiscoverTargets', { discover: true })
}
