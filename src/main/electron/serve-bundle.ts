import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { securityHeaders } from '../page-headers.ts'
import { fileOf, scheme } from './bundle.ts'

/** Call before the app is ready; Electron takes privileges of a scheme at no other time. */
export function announceScheme(): void {
  // Not `bypassCSP`, not `corsEnabled`, no service workers: only what makes it an origin like an https one.
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }])
}

/** Serves the built page under our own scheme. @param folder absolute path of the built page */
export function serveBundle(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const file = request.method === 'GET' ? fileOf(folder, request.url) : null
    const bytes = file === null ? null : await readFile(file.path).catch(() => null)
    if (file === null || bytes === null) return new Response(null, { status: 404, headers: securityHeaders })
    return new Response(new Uint8Array(bytes), { headers: { ...securityHeaders, 'content-type': file.type } })
  })
}
