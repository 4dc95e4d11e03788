/**
 * Reads an answer's body as UTF-8, and no more of it than that: whoever answers in a provider's place may never end.
 *
 * @param limit bytes
 * @returns null when it is longer
 * @throws what the transport throws when the line breaks
 */
export async function readBody(response: Response, limit: number): Promise<string | null> {
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > limit) return null // Leaving the loop cancels the rest.
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
