import { EventEmitter } from 'node:events'

interface Template {
  id?: string
  label?: string
  role?: string
  type?: string
  enabled?: boolean
  submenu?: Template[]
  click?: (item: MenuItem) => void
}

export class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly submenu: Menu | undefined
  readonly click: () => void
  readonly enabled: boolean
  visible = true
  checked = false

  constructor(template: Template) {
    this.id = template.id
    this.label = template.label ?? template.role ?? ''
    this.role = template.role
    this.type = template.type ?? (template.submenu === undefined ? 'normal' : 'submenu')
    this.submenu = template.submenu === undefined ? undefined : Menu.buildFromTemplate(template.submenu)
    this.enabled = template.enabled ?? true
    this.click = () => template.click?.(this)
  }
}

/** Menus are kept and can be read, never shown. */
export class Menu extends EventEmitter {
  static #application: Menu | null = null
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }
  static getApplicationMenu = () => Menu.#application
  static buildFromTemplate(template: Template[]): Menu {
    const menu = new Menu()
    for (const each of template) menu.append(new MenuItem(each))
    return menu
  }

  readonly items: MenuItem[] = []
  append(item: MenuItem): void {
    this.items.push(item)
  }
  popup(): void {}
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null)
      if (found !== null) return found
    }
    return null
  }
}
