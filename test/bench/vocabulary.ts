/** Words of customers, the common ones first. */
export const englishWords: readonly string[] = `
  the to is it can you please my at and i we will be in for on not leave with home delivery tomorrow thanks ok yes no
  door time today time morning afternoon thursday friday monday tuesday wednesday saturday sunday neighbour parcel
  driver office post come back after before later early call ring bell gate porch side number house flat street road
  work there here out away good fine great sorry late when what where how who only just still wait need want change
  date day week next one two three option between until around half past noon evening kids school dog garden shed
  garage behind front safe place box key code access lift floor reception desk ask leave signed name card damaged
  missing wrong item order refund return replace sofa fridge washer boiler heating engineer visit repair window broken
  leak urgent soon possible cancel stop moved address postcode corner bakery station bridge church library pharmacy
  hospital market square avenue lane close crescent terrace grove mill orchard harbour quay meadow chapel castle abbey
  Smith Jones Taylor Brown Wilson Evans Thomas Johnson Roberts Walker Wright Thompson Robinson White Hughes Edwards
  Green Hall Wood Harris Lewis Martin Jackson Clarke Turner Hill Cooper Ward Morris Moore Clark Lee King Baker Harrison
  Morgan Patel Allen James Scott Phillips Watson Davies Parker Bennett Price Griffiths Young Mitchell Kelly Cook Carter
  Okonkwo Nakamura Kowalski Schneider Fernandez Rossi Novak Haddad Mbeki Sorensen Petrov Gallagher Papadopoulos
  wardrobe mattress dishwasher thermostat radiator extension parking permit scaffolding upstairs downstairs basement
  conservatory allotment caravan warehouse forklift pallet invoice signature fragile perishable refrigerated oversized
`
  .trim()
  .split(/\s+/)

export const chinesePieces: readonly string[] = `
  好的 明天 可以 谢谢 星期四 星期五 送到 邮局 请放在 门口 我在家 不在家 下午 上午 三点 以后 两点 之前 改到 后天 没问题
  麻烦您 给邻居 放物业 保安室 打电话 给我 快递 收到了 还没收到 地址 不对 换一个 时间 周末 都行 选一 选二 选三 取消
  不要了 退货 师傅 几点到 楼下 等我 十分钟 钥匙 在信箱 小区 东门 西门 三号楼 二单元 冰箱 洗衣机 坏了 维修 漏水 急用
  尽快 辛苦了 再见 请稍等 会议中 晚上 八点 九点半 中午 有人 没人 孩子 睡觉 别按门铃 轻放 易碎 发票 签收
`
  .trim()
  .split(/\s+/)

export const oneCharacter: readonly string[] = [
  '1',
  '2',
  '3',
  '1',
  '2',
  'y',
  'n',
  'k',
  '好',
  '行',
  '是',
  '不',
  '?',
  '👍',
]

/** What somebody types into the search field, each grown letter by letter. */
export const typedWords: readonly string[] = [
  'neighbour',
  'post office',
  'refrigerated',
  'Papadopoulos',
  'leave with Okonkwo',
  'wardrobe upstairs',
  'thermostat',
  'PO-48213',
  '7700 90',
  '447700900123',
  '900123',
  '+1 202 555 01',
]

/** Chinese as it is searched: one to four characters. */
export const typedChinese: readonly string[] = `
  好 门 八 明天 邮局 门口 星期 九点 维修 没人 取消 单元 口我 天可 期四 家下 星期四 请放在 洗衣机 三号楼 别按门 保安室
  好的明 在门口 九点半 明天可以 二单元冰 轻放易碎 还没收到 没收到地 星期五送 请放在门 打电话给 东门西门
`
  .trim()
  .split(/\s+/)
