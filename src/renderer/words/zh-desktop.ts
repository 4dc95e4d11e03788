import type { enDesktop } from './en-desktop.ts'
import type { Translated } from './translated.ts'

/** What only the desktop has, and the screen on the wall: Chinese. */
export const zhDesktop: Translated<typeof enDesktop> = {
  desktop: {
    zoom: '{{percent}}%',
    notifications: '通知',
    notificationsWhy: '其他窗口在前面时，有客户需要人工，或批次等待您处理，就会通知。同一批次的一连串通知合为一条。',
    notify: { all: '显示客户和内容', 'no-texts': '只显示客户', off: '不通知' },
    trouble: {
      none: '本系统不显示通知。每条通知改为显示在本窗口中，任务栏图标会闪烁。',
      refused:
        '系统拒绝了上一条通知。请在系统设置中允许 Dispatch Desk 发送通知；在 Mac 上应用必须经过签名。在此之前每条通知显示在本窗口中，任务栏图标会闪烁。',
    },
    read: '知道了',
    openNotice: '打开',
    fileAs: '归档为 {{label}}',
    seen: '知道了，关闭',
    startAtLogin: '开机时启动',
    startAtLoginWhy: '若关闭窗口后程序留在托盘中，开机时也只在托盘中启动，不打开窗口。',
    stopKey: '在任何程序中都能全部停止',
    stopKeyWhy: '即使其他程序在前面，按 {{keys}} 也会停止全部发送。',
    stopKeyTaken: '{{keys}} 已被其他程序占用。在本窗口中仍然有效。',
  },
  wallboard: {
    open: '大屏',
    openWhy: '挂在墙上的大屏：只有数字，没有姓名和号码',
    answered: '已答复 {{answered}} / {{count}}',
    loading: '正在打开…',
    gone: '没有这个批次',
    lost: '自 {{time}} 起工作台没有应答，这些数字可能已过时。',
  },
}
