// Loaded into a desk with --import, in every thread of it: each says one line once it can be asked, and on SIGUSR2 collects
// its garbage and says another. What is then left is held on to; before, a process's memory says how long ago the last
// collection was.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread, threadId } from 'node:worker_threads'

setFlagsFromString('--expose-gc')
const say = (what) => process.stderr.write(`${JSON.stringify({ [what]: threadId })}\n`)
const collect = () => {
  runInNewContext('gc')()
  say('collected')
}
const line = new BroadcastChannel('collect-garbage')
line.unref?.()
line.onmessage = collect
if (isMainThread)
  process.on('SIGUSR2', () => {
    line.postMessage('collect')
    collect()
  })
say('collects')
