import { protocol } from './addresses.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard, dialog, globalShortcut, Notification, nativeImage, powerMonitor, shell, Tray } from './desktop.ts'
import { ipcMain } from './ipc.ts'
import { Menu, MenuItem } from './menu.ts'
import { safeStorage } from './safe-storage.ts'
import { screen } from './screen.ts'
import { session } from './session.ts'
import { nativeTheme } from './theme.ts'
import { utilityProcess } from './utility-process.ts'
import type { WebContents } from './web-contents.ts'

/** The module 'electron', as far as this app and Playwright use it. See docs/stand-in.md for what it does not prove. */

const allContents = () => BrowserWindow.getAllWindows().map((each) => each.webContents)
const webContents = {
  getAllWebContents: allContents,
  fromId: (id: number): WebContents | undefined => allContents().find((each) => each.id === id),
  fromDevToolsTargetId: (id: string): WebContents | undefined => allContents().find((each) => each.targetId === id),
}

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
}

// For libraries that take the whole module as one.
export default {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
}
