import { Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * Sets the menu. On macOS the keys for copying and pasting work through it alone.
 *
 * @param platform as `process.platform`
 * @param development adds reload and developer tools, which a packaged app must not have
 */
export function setMenu(platform: NodeJS.Platform, development: boolean): void {
  const tools: MenuItemConstructorOptions[] = [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }]
  const view: MenuItemConstructorOptions[] = [
    ...(development ? tools : []),
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  const first: MenuItemConstructorOptions = { role: platform === 'darwin' ? 'appMenu' : 'fileMenu' }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([first, { role: 'editMenu' }, { role: 'viewMenu', submenu: view }, { role: 'windowMenu' }]),
  )
}
