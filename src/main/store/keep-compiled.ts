import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Keeps what V8 makes of this thread's modules beside the built program, which starts sooner the next time. Whoever can
 * write there can change the program itself, so nothing is opened that was shut. Where nobody may write, in an archive
 * for one, it is compiled at each start.
 *
 * Where the environment names a place for that, it is there.
 *
 * @param program a file of it
 * @returns the environment in which a thread does the same from its first line on
 */
export function keepCompiled(program: URL): NodeJS.ProcessEnv {
  const folder = fileURLToPath(new URL('./compiled/', program))
  enableCompileCache(folder)
  return { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || folder }
}
