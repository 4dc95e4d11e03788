import { useMemo } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { StopSwitch } from '../app/use-stop.ts'
import { useWords } from '../words/use-words.ts'
import { areaItem, type JumpItem } from './jump-items.ts'

/** What can be done from anywhere in the window, by name. */
export function useCommands(needs: {
  desk: Pick<DeskApi, 'saveSettings'>
  stopped: boolean
  stopSwitch: StopSwitch
  /** Its board is the one that is opened. */
  newestRun: string | null
  onNew: () => void
  onKeys: () => void
}): JumpItem[] {
  const { desk, stopped, stopSwitch, newestRun, onNew, onKeys } = needs
  const { t } = useWords()
  return useMemo(() => {
    const command = (id: string, icon: JumpItem['icon'], name: string, go: () => void): JumpItem => ({
      id: `command-${id}`,
      icon,
      name,
      detail: '',
      isKept: false,
      go,
    })
    const paper = (theme: 'light' | 'dark' | null, name: string) =>
      command(`paper-${theme}`, 'setup', name, () => void desk.saveSettings({ theme }))
    return [
      command('new', 'pencil', t('jump.newText'), onNew),
      areaItem('runs/new', 'runs', t('jump.newRun')),
      stopped
        ? command('go-on', 'right', t('strip.goOn'), stopSwitch.goOn)
        : command('stop', 'stop', t('strip.stop'), stopSwitch.stop),
      areaItem('runs', 'runs', t('app.runs')),
      areaItem('inbox', 'inbox', t('inbox.title')),
      areaItem('send', 'send', t('app.send')),
      areaItem('find', 'find', t('app.find')),
      areaItem('questions', 'ask', t('jump.questions')),
      areaItem('figures', 'table', t('figures.title')),
      areaItem('setup/handover', 'out', t('jump.handover')),
      ...(newestRun === null ? [] : [command('wallboard', 'screen', t('jump.wallboard'), () => openBoard(newestRun))]),
      areaItem('setup', 'setup', t('app.setup')),
      paper('light', t('jump.light')),
      paper('dark', t('jump.dark')),
      paper(null, t('jump.system')),
      command('keys', 'key', t('app.keys'), onKeys),
    ]
  }, [desk, stopped, stopSwitch, newestRun, onNew, onKeys, t])
}

/** In a window of its own, as the link on the run does. */
const openBoard = (runId: string) => void window.open(`#wallboard/${runId}`, '_blank', 'noreferrer')
