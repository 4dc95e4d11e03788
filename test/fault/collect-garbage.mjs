// Loaded into a desk with --import, in every thread of it: on SIGUSR2 each collects its garbage and says one line. What is
// then left is held on to; before, a process's memory says how long ago the last collection was.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread, threadId } from 'node:worker_threads'

setFlagsFromString('--expose-gc')
const collect = () => {
  runInNewContext('gc')()
  process.stderr.write(`${JSON.stringify({ collected: threadId })}\n`)
}
const line = new BroadcastChannel('collect-garbage')
line.unref?.()
line.onmessage = collect
if (isMainThread)
  process.on('SIGUSR2', () => {
    line.postMessage('collect')
    collect()
  })
