/** Monday to Sunday in English, German, French, Spanish, Polish, Portuguese and Chinese, each with its usual short forms. */
const names = [
  'monday mon montag mo lundi lun lunes poniedzialek pon segunda segunda-feira seg 星期一 周一 礼拜一',
  'tuesday tue tues dienstag di mardi mar martes wtorek wt terca terca-feira ter 星期二 周二 礼拜二',
  'wednesday wed weds mittwoch mi mercredi mer miercoles mie sroda srode sr quarta quarta-feira qua 星期三 周三 礼拜三',
  'thursday thu thur thurs donnerstag do jeudi jeu jueves jue czwartek czw quinta quinta-feira qui 星期四 周四 礼拜四',
  'friday fri freitag fr vendredi ven viernes vie piatek pt sexta sexta-feira sex 星期五 周五 礼拜五',
  'saturday sat samstag sonnabend sa samedi sam sabado sab sobota sobote sob 星期六 周六 礼拜六',
  'sunday sun sonntag so dimanche dim domingo dom niedziela niedziele niedz nd 星期日 星期天 周日 周天 礼拜日 礼拜天',
].map((day) => new Set(day.split(' ')))

/**
 * The weekday that a text is the name of, and of nothing else: "next Thursday" may be either of two, and "Thursday 3rd"
 * says itself which one it is.
 *
 * @returns 1 is Monday, 7 is Sunday; null for any other text
 */
export function weekdayNamed(text: string): number | null {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').trim()
  const at = names.findIndex((day) => day.has(plain.replace(/\.$/, '')))
  return at === -1 ? null : at + 1
}
