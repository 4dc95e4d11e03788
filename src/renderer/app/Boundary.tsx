import { Component, type ReactNode } from 'react'
import type { Words } from '../words/words.ts'

interface BoundaryProps {
  /** Of the moment: the language may be known only after the start. */
  words: () => Words
  /** Resolves once the desk has been asked again. */
  onReload: () => Promise<void>
  children: ReactNode
}

/** Says so in words when the window cannot be drawn; without it an error while drawing leaves an empty window. */
export class Boundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    const { t } = this.props.words()
    // Drawn afresh and not by a page load, which the window's lock would refuse; and only with what the desk says now,
    // or what could not be drawn would be drawn again.
    const reload = () => void this.props.onReload().then(() => this.setState({ broken: false }))
    return (
      <main className="opening">
        <h1>{t('app.undrawn')}</h1>
        <p role="alert">{t('app.undrawnWhy')}</p>
        <button type="button" className="btn" onClick={reload}>
          {t('app.reload')}
        </button>
      </main>
    )
  }
}
