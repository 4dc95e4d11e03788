import type { RunPhrases } from '../notice-words.ts'
import { figure } from './figure.ts'

/** What a notification says of a run that moved, or stopped, by itself. */
export const runPhrases: Record<'en' | 'zh', RunPhrases> = {
  en: {
    runWaits: (name) => `${name} is paused`,
    paused: {
      account: 'Vonage refuses every text because of the account or the line.',
      unreachable: 'Replies cannot arrive.',
      canary: 'The first texts did not get through, or nobody knows.',
      quiet: 'Your quiet hours leave no hour that is free.',
      until: 'Nothing was to leave any more by now.',
      late: 'This computer slept, or its clock was changed.',
      restart: 'The desk was closed meanwhile.',
    },
    sent: ({ left, toGo }) => `${figure(left)} sent, ${figure(toGo)} not sent`,
    byDefault: ({ customers, option }) =>
      customers === 1
        ? `1 customer did not answer: taken for “${option}”`
        : `${figure(customers)} customers did not answer: taken for “${option}”`,
    secondSkipped: 'The second text was skipped: its time had passed',
    defaultSkipped: 'No answer was taken for granted: its time had passed',
  },
  zh: {
    runWaits: (name) => `${name} 已暂停`,
    paused: {
      account: '因账户或线路问题，Vonage 拒绝所有短信。',
      unreachable: '无法收到回复。',
      canary: '最先发出的短信没有送达，或结果未知。',
      quiet: '按您的免打扰时段，没有可发送的时间。',
      until: '已到设定的最晚发送时间。',
      late: '这台电脑休眠过，或时钟被更改。',
      restart: '期间工作台关闭过。',
    },
    sent: ({ left, toGo }) => `已发 ${figure(left)} 条，${figure(toGo)} 条未发`,
    byDefault: ({ customers, option }) => `${figure(customers)} 位客户没有答复，已按“${option}”处理`,
    secondSkipped: '已过时间，第二条短信没有发出',
    defaultSkipped: '已过时间，没有按默认答复处理',
  },
}
