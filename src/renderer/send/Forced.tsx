import { plainEquivalent } from '../../shared/plain-characters.ts'
import { charactersBeyondGsm, graphemesOf } from '../../shared/segments.ts'
import { useWords } from '../words/use-words.ts'

/** A text with the characters underlined that make it dearer; over each, what could stand in its place. */
export function Forced({ text }: { text: string }) {
  const { t } = useWords()
  const forcing = new Set(charactersBeyondGsm(text))
  if (forcing.size === 0) return text
  const pieces: { text: string; forced: boolean; at: number }[] = []
  let at = 0
  for (const character of graphemesOf(text)) {
    const last = pieces.at(-1)
    const forced = forcing.has(character)
    if (last !== undefined && !forced && !last.forced) last.text += character
    else pieces.push({ text: character, forced, at })
    at += character.length
  }
  return pieces.map((piece) => {
    if (!piece.forced) return piece.text
    const plain = plainEquivalent(piece.text)
    return (
      <span
        key={piece.at}
        className="ubad"
        title={plain === piece.text ? undefined : t('send.plainInstead', { plain: plain === ' ' ? '␣' : plain })}
      >
        {piece.text}
      </span>
    )
  })
}
