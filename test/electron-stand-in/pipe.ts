import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

export type Fields = Record<string, unknown>

interface Waiting {
  method: string
  resolve: (result: Fields) => void
  reject: (error: Error) => void
}

/** One target of the DevTools protocol. Events come as `emit(method, params)`. */
export class Session extends EventEmitter {
  readonly #write: (session: Session, method: string, params: Fields) => Promise<Fields>
  readonly id: string | undefined

  constructor(id: string | undefined, write: (session: Session, method: string, params: Fields) => Promise<Fields>) {
    super()
    this.setMaxListeners(0)
    this.id = id
    this.#write = write
  }

  /** Rejects when Chromium says no, and when it goes away. */
  send(method: string, params: Fields = {}): Promise<Fields> {
    return this.#write(this, method, params)
  }
}

/** The DevTools protocol over two pipes: JSON texts, each ended by a zero byte. */
export class Pipe {
  readonly root: Session
  readonly #sessions = new Map<string | undefined, Session>()
  readonly #waiting = new Map<number, Waiting>()
  readonly #out: Writable
  #last = 0
  #closed = false

  constructor(out: Writable, back: Readable) {
    this.#out = out
    this.root = this.session(undefined)
    let rest = ''
    out.on('error', () => this.#end())
    back.setEncoding('utf8')
    back.on('close', () => this.#end())
    back.on('data', (text: string) => {
      const messages = (rest + text).split('\0')
      rest = messages.pop() ?? ''
      for (const message of messages) this.#receive(JSON.parse(message))
    })
  }

  session(id: string | undefined): Session {
    const session = new Session(id, (from, method, params) => this.#send(from, method, params))
    this.#sessions.set(id, session)
    return session
  }

  #send(from: Session, method: string, params: Fields): Promise<Fields> {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium has gone`))
    this.#last += 1
    const id = this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject })
      this.#out.write(`${JSON.stringify({ id, method, params, sessionId: from.id })}\0`)
    })
  }

  #receive(message: {
    id?: number
    result?: Fields
    error?: { message: string }
    sessionId?: string
    method?: string
    params?: Fields
  }): void {
    if (message.id === undefined) {
      this.#sessions.get(message.sessionId)?.emit(message.method ?? '', message.params)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`))
    else waiting?.resolve(message.result ?? {})
  }

  #end(): void {
    this.#closed = true
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium has gone`))
    this.#waiting.clear()
  }
}
