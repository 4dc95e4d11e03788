import type { Words } from './words.ts'

export const german: Words = {
  consent: {
    alone: `
      stopp, abmelden, abmeldung, austragen, sms abbestellen, sms abmelden, nachrichten abbestellen, abbestellen
      sms stopp, sms stop, newsletter abbestellen`,
    core: `
      stopp, stop, aufhören, hör auf, hört auf, hören sie auf, hör auf damit, hören sie auf damit, hören sie damit auf
      hör damit auf, schluss damit, keine sms, keine sms mehr, keine nachrichten mehr, keine nachricht mehr
      keine nachrichten, unterlassen sie das, lasst das, lassen sie das, lass das, schluss mit sms, mich abmelden, abmelden, austragen, hör endlich auf, hört endlich auf, hören sie endlich auf
      nicht mehr schreiben, nicht mehr kontaktieren, keine texte mehr, ich melde mich ab, verpiss dich, verpisst euch`,
    soft: `
      bitte, danke, nein, nein danke, jetzt, sofort, ok, hallo, endlich, mal, doch, damit, genug, ich sagte, ab sofort
      falsche nummer, sie haben die falsche nummer, kein interesse, ich habe kein interesse, das ist spam, spam
      guten tag, können sie, könnten sie, schon, ich möchte`,
    phrases: `
      {stopIt} {fill}* mir|mich|uns zu? {writing}
      {stopIt} {fill}* {message}? zu {writing}
      {stopIt} mit {fill}* {message}
      {stop} {fill}* {message}
      schluss mit {fill}* {message}
      {none} {fill}* {message} mehr|senden|schicken|schreiben
      {none} weiteren|weitere {message}
      {write} {you}? mir|uns {none} {fill}* {message}
      {write} {you}? mir|uns bitte? nicht|nie|nichts mehr|wieder
      {write} {you}? bitte? nicht|nie mehr|wieder an.mich|an.diese.nummer
      {write} {you}? {none} {fill}* {message}
      mir|uns {none} {fill}* {message} mehr
      mir|uns|mich|hierhin|hierher nicht|nie mehr|wieder schreiben|texten|kontaktieren|anschreiben|simsen
      kontaktieren|kontaktiert|kontaktiere {you}? mich|uns bitte? nicht|nie mehr|wieder
      belästigen|belästigt|belästige {you}? mich|uns bitte? nicht
      nicht.mehr|nie.wieder {contacted}
      will|möchte|möchten|wollen|wünsche {fill}* {none} {fill}* {message}
      ich|wir will|möchte|möchten|wollen|wünsche nicht.mehr|nicht.länger {fill}* {contacted}|{message}
      ich|wir will|möchte|möchten|wollen nichts.mehr von ihnen|euch|dir
      {unsub} {you}? mich|uns|diese.nummer bitte? ab|aus
      mich|uns|diese.nummer bitte? abmelden|austragen|abzumelden
      {remove} {you}? mich|uns|{myNumber} bitte? {from} {fill}* {list}
      {erase} {you}? bitte? {myNumber}
      {myNumber} bitte? löschen|entfernen|streichen|austragen
      mich {from} {fill}* {list}
      {myNumber} bitte? {from} {fill}* {list}
      will|möchte das|die|diese nicht.mehr bekommen|erhalten|lesen|sehen
      lassen|lasst|lass|lasse {you}? mich|uns bitte? endlich? in ruhe|frieden
      lassen|lasst|lass {you}? mich|uns zufrieden
      {message} abbestellen|abstellen|abschalten|einstellen|abmelden
      widerrufe|widerruf|ziehe {fill}* einwilligung|zustimmung`,
    limitable: `
      {write} {you}? mir|uns bitte? nicht
      kontaktieren|kontaktiert|kontaktiere {you}? mich|uns bitte? nicht`,
    limits: `vor, erst, während, heute, morgen, wenn, bis, nach, per telefon, telefonisch, mehr als`,
    sets: {
      stop: `stop, stopp, stoppen sie, stoppt, stoppe`,
      stopIt: `hören sie bitte auf, hör bitte auf, hört bitte auf, hör auf, hört auf, hören sie auf, aufhören, bitte aufhören, unterlassen sie es`,
      fill: `
        bitte, mir, uns, die, diese, dieser, den, der, dem, ihrer, ihre, eure, ihren, euren, deine, weiteren, weitere
        solche, mehr, von, ihrem, eurem, deinem, ihnen, euch, dauernd, ständig, immer, so, viele, alle, allen, hiermit, meine, zu, länger
        irgendwelche, blöden, nervigen, endlich, mich, ich, wir, keine, an, mit, automatischen, über`,
      message: `
        sms, nachricht, nachrichten, texte, textnachrichten, sms nachrichten, mitteilungen, benachrichtigungen, spam
        werbung, erinnerungen, meldungen, infos`,
      writing: `schreiben, senden, schicken, texten, simsen, kontaktieren, nerven, belästigen, spammen, zusenden`,
      write: `schreiben, schreibt, schreib, schreibe, senden, sendet, sende, schicken, schickt, schick, schicke, texten`,
      you: `sie, ihr, du`,
      none: `keine, keinerlei, kein, nie wieder, nie mehr`,
      contacted: `
        kontaktiert, angeschrieben, belästigt, kontaktieren, anschreiben, texten, genervt, kontaktiert werden`,
      unsub: `melden, meldet, melde, meld, tragen, tragt, trag, trage`,
      remove: `
        streichen, streicht, streich, nehmen, nehmt, nimm, löschen, löscht, lösch, lösche, entfernen, entfernt, entferne`,
      erase: `löschen, löscht, lösch, lösche, entfernen, entfernt, entferne, streichen, streicht, streich`,
      from: `von, aus, vom`,
      myNumber: `meine nummer, diese nummer, meine telefonnummer, meine handynummer, meine daten, unsere nummer`,
      list: `liste, verteiler, sms liste, kontaktliste, datenbank, adressbuch, listen, system, kontakte`,
    },
    unlessAfter: `nicht, nie, wenn sie, bevor sie, haben sie, wieso, warum, ohne, bus, habe, hab, haben, hatte, kam, kamen, bekam, bekomme, erhielt, wir haben`,
    optIn: `
      start, starten, anmelden, wieder anmelden, mich wieder anmelden, wieder sms, wieder sms bitte, sms wieder an
      sie dürfen mir wieder schreiben, sie können mir wieder schreiben`,
    help: `hilfe, info, infos`,
  },
  answer: {
    courtesy: `
      bitte, bitte schön, bitteschön, danke, danke schön, dankeschön, danke sehr, danke vielmals, vielen dank, herzlichen dank
      besten dank, vielen lieben dank, tausend dank, ja, ja bitte, ja danke, jawohl, jo, jep, gern, gerne, sehr gern
      sehr gerne, hallo, hi, hey, guten tag, guten morgen, guten abend, grüß gott, grüezi, moin, moin moin, servus, super, prima
      perfekt, toll, klasse, gut, sehr gut, alles gut, alles klar, alles bestens, bestens, in ordnung, geht klar
      geht in ordnung, einverstanden, passt, passt so, passt mir, passt mir gut, klar, klaro, genau, natürlich, verstanden, lg, mfg
      vg, liebe grüße, viele grüße, schöne grüße, beste grüße, gruß, grüße, mit freundlichen grüßen, freundliche grüße
      kein problem, kein thema, schönen tag, schönen tag noch, schönen abend, schönen abend noch, schönes wochenende
      tschüss, tschüs, ciao, auf wiedersehen, bis dann, bis bald, damen und herren, sehr geehrte damen und herren
      das passt, das ist gut, das ist super, das ist ok, das ist perfekt, ist gut, ist ok, ist okay, ist perfekt, ist super
      freut mich, wunderbar, okidoki, na klar, okay danke`,
    filler: `
      ich nehme, ich wähle, ich möchte, ich hätte gern, ich hätte gerne, ich will, ich entscheide mich für, ich bevorzuge
      ich würde, nehmen, ich wünsche, ich bin für, ich antworte, wir nehmen, wir wählen, wir möchten, wir hätten gerne
      wir hätten gern, meine wahl ist, meine antwort ist, meine wahl, meine antwort, für, für mich, mir, die, das, und, dann
      also, lieber, wäre gut, wäre schön, wäre besser, wäre perfekt, wäre super, wäre mir lieber, wäre ideal, ist besser
      ist mir lieber, passt besser, passt am besten, es, das wäre, das ist, am besten, nehme, wähle, nehme ich, möchte ich`,
    leadIn: `
      am, den, der, zum, zur, auf, auf den, in der, in die, bei der, liefern am, lieferung am, liefern, lieferung
      lieferung zur, liefern zur, an die, bitte am, erst am`,
    meeting: `bis, bis zum, wir sehen uns, wir sehen uns am, bis später`,
    negation: `
      nein, nicht, kein, keine, keinen, keiner, nie, niemals, außer, statt, anstatt, nichts, ohne, nee, nö, niemand, weder
      ausgenommen, anstelle`,
    question: `
      wann, was ist, was kostet, wo, wie, warum, wieso, welche, welcher, welches, wer, können sie, könnten sie, kann ich
      könnte ich, kann man, könnt ihr, geht es, geht das, ist es, ist das, haben sie, um wie viel uhr, darf ich, kommen sie
      wäre es`,
    particle: ``,
    connector: `oder, bzw, entweder, oder auch`,
    counting: `einen moment`,
    prefix: `
      option, die option, option nummer, option nr, nummer, die nummer, nr, nro, wahl, auswahl, antwort, möglichkeit
      variante, die variante, antwort nummer, punkt, taste, ich drücke`,
    numbers: `null, eins, zwei|zwo, drei, vier, fünf, sechs, sieben, acht, neun`,
    weekdays: `
      montag|montags, dienstag|dienstags, mittwoch|mittwochs, donnerstag|donnerstags, freitag|freitags
      samstag|samstags|sonnabend, sonntag|sonntags`,
  },
}
