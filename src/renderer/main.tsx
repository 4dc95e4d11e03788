import './style/fonts.css'
import './style/tokens.css'
import './style/base.css'
import './style/controls.css'
import './style/marks.css'
import './app/frame.css'
import './app/dialog.css'
import './app/desktop-notices.css'
import './send/send.css'
import './feed/feed.css'
import './feed/row.css'
import './practice/practice.css'
import './practice/phone.css'
import './practice/story.css'
import './setup/setup.css'
import './setup/steps.css'
import './runs/new-run.css'
import './setup/backups.css'
import './setup/handover.css'
import './runs/runs.css'
import './runs/progress.css'
import './runs/run-news.css'
import './runs/board.css'
import './runs/card.css'
import './runs/card-dialog.css'
import './runs/run-table.css'
import './runs/run-dialog.css'
import './runs/calls.css'
import './runs/rows-in.css'
import './runs/run-print.css'
import './questions/questions.css'
import './figures/figures.css'
import './find/find.css'
import './find/jump.css'
import './wallboard/wallboard.css'
import './inbox/inbox.css'
import './inbox/threads.css'
import './inbox/talk.css'
import './inbox/compose.css'
import './inbox/person.css'
import './app/adapt.css'
import { createRoot } from 'react-dom/client'
import { Boundary } from './app/Boundary.tsx'
import { makeDeskStore } from './app/desk-store.ts'
import { heedUnusable } from './app/heed-unusable.ts'
import { nextFrame } from './app/next-frame.ts'
import { makePreferences } from './app/preferences.ts'
import { Root } from './app/Root.tsx'
import { connect } from './connect.ts'
import { chooseLanguage, makeWords } from './words/words.ts'

const { desk: plain, watch } = connect(window)
const desk = heedUnusable(plain, () => void store.reload())
const store = makeDeskStore({ desk: plain, now: Date.now })
watch((event) => {
  store.link(event)
  if (event === 'reset') void store.reload()
})
void store.start()

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no place for the window')
createRoot(place).render(
  <Boundary
    words={() => makeWords(chooseLanguage(store.getSnapshot().state?.settings ?? null, navigator.languages))}
    onReload={store.reload}
  >
    <Root
      store={store}
      desk={desk}
      watch={watch}
      preferences={makePreferences(window.localStorage)}
      systemLanguages={navigator.languages}
      parts={{
        storage: window.sessionStorage,
        newId: () => crypto.randomUUID(),
        nextFrame,
        later: (run, ms) => setTimeout(run, ms),
      }}
    />
  </Boundary>,
)
