import type { Words } from './words.ts'

export const polish: Words = {
  consent: {
    alone: `wypisz, wypisz mnie, rezygnacja z sms, koniec sms, sms stop, wyrejestruj, wyrejestruj mnie, wypis, rezygnuję, rezygnacja`,
    core: `
      przestań, przestańcie, przestać, proszę przestać, stop, dość, dosyć, żadnych smsów, żadnych sms, koniec smsów
      nie wysyłajcie więcej, nie wysyłać więcej, nie piszcie, nie pisz, nie pisać, proszę nie pisać, nie wysyłać, wypiszcie mnie, odczepcie się, odczep się
      odwal się, odwalcie się, spadaj, spadajcie, spierdalaj, spierdalajcie, koniec z smsami`,
    soft: `
      proszę, dziękuję, dzięki, nie dziękuję, teraz, natychmiast, już, ok, witam, dzień dobry, tego, to, z tym, w końcu
      zły numer, pomyłka, to pomyłka, pomyłka numeru, nie jestem zainteresowany, nie jestem zainteresowana, to spam, wreszcie
      do mnie, do nas, więcej`,
    phrases: `
      {stop} {fill}* {sending}
      {stop} z {fill}* {message}
      stop {fill}* {message}
      nie {write} {fill}* {message}
      nie {write} więcej|już do? mnie|nas|mi|nic
      nie {write} do mnie|nas|tego.numeru|ten.numer
      nie {writeWord} więcej|już
      nie {write} mi|nam więcej|już|nic|niczego
      nie kontaktujcie|kontaktuj|kontaktować {fill}* się
      nie kontaktujcie|kontaktuj|kontaktować się
      ze.mną|z.nami nie kontaktujcie|kontaktuj|kontaktować
      o.zaprzestanie {fill}* {sending}
      nie.nękajcie|nie.męczcie|nie.spamujcie|nie.dręczcie mnie|nas|więcej
      nie {want} {more}? {get}? {fill}* {message}
      nie {want} {more}? otrzymywać|dostawać|być.nękany|być.nękana
      nie.życzę sobie {fill}* {message}|kontaktu|kontaktowania|otrzymywać
      dość|dosyć|koniec {fill}* {message}
      {unsub} {fill}* mnie|numer
      o wypisanie|usunięcie|wykreślenie mnie|mojego.numeru|numeru
      mnie wypisać|wykreślić|usunąć|wyrejestrować
      chcę|chciałbym|chciałabym się? wypisać|wyrejestrować
      {remove} {fill}* {myNumber}
      {remove} mnie z|ze {fill}* {list}
      rezygnuję|rezygnujemy z {fill}* {message}|subskrypcji|powiadomień|otrzymywania
      {leave} mnie|nas w|mi|w.świętym spokoju|spokój
      dajcie|daj mi|nam święty? spokój
      cofam|wycofuję|odwołuję {fill}* zgodę
      anuluj|anulujcie|wyłącz|wyłączcie|anulować|wyłączyć {fill}* {message}|subskrypcję`,
    limitable: ``,
    limits: ``,
    sets: {
      stop: `przestań, przestańcie, proszę przestać, przestać, skończcie, skończ, zaprzestańcie, zaprzestać, koniec`,
      sending: `
        pisać, wysyłać, przysyłać, nękać, smsować, spamować, kontaktować, mnie męczyć, dręczyć, wysyłania, pisania
        wysyłanie, pisanie`,
      fill: `
        do, mnie, mi, tych, te, swoich, waszych, wasze, więcej, już, takich, na, ten, numer, z, żadnych, nas, nam, wszystkich
        tymi, proszę, głupich, się, ze, mną, mój, moją, moja, kolejnych, od, was, wszelkich, mojego, waszej, tej`,
      message: `
        sms, smsy, smsów, sms y, sms ów, smsa, smsami, wiadomości, wiadomość, powiadomień, powiadomienia, tekstów, spamu
        reklam, przypomnień`,
      write: `
        piszcie, pisz, pisać, wysyłajcie, wysyłaj, wysyłać, przysyłajcie, przysyłaj, przysyłać, ślijcie, ślij, smsujcie`,
      writeWord: `piszcie, pisz, pisać, smsujcie`,
      want: `chcę, chcemy, chce, zamierzam, zgadzam się na, wyrażam zgody na, potrzebuję`,
      more: `więcej, już, dłużej`,
      get: `otrzymywać, dostawać, żadnych, czytać`,
      unsub: `wypisz, wypiszcie, wyrejestruj, wyrejestrujcie, wykreśl, wykreślcie, skreśl, skreślcie, wypisać`,
      remove: `usuń, usuńcie, usunąć, skasujcie, skasuj, skasować, wykasujcie, wykreślcie, wykreślić, wymażcie`,
      myNumber: `mój numer, ten numer, mojego numeru, moje dane, numer telefonu, mój nr`,
      list: `listy, listę, bazy, systemu, kontaktów, subskrypcji`,
      leave: `zostawcie, zostaw, zostawić, dajcie, daj`,
    },
    unlessAfter: `nie, jeśli, kiedy, zanim, czy, autobus, dlaczego, nigdy, jak`,
    optIn: `
      start, zapisz mnie, zapiszcie mnie, mnie zapisać, wznów, wznówcie, chcę znowu dostawać smsy
      chcę znów dostawać smsy, możecie znowu pisać`,
    help: `pomoc, info, informacja, informacje`,
  },
  answer: {
    courtesy: `
      proszę, bardzo proszę, dziękuję, dziękuje, dziękuję bardzo, bardzo dziękuję, dziękujemy, dzięki, wielkie dzięki
      z góry dziękuję, dziękuję z góry, dziękuję ślicznie, serdecznie dziękuję, tak, tak proszę, no tak, tak jest, hej
      okej, oki, spoko, dobra, dobrze, świetnie, super, cześć, witam, witam serdecznie, siema, dzień dobry, dobry wieczór
      dobry, pozdrawiam, pozdrowienia, pozdrawiam serdecznie, w porządku, jasne, oczywiście, pasuje, zgoda, zgadza się
      nie ma problemu, nie ma sprawy, nic nie szkodzi, miłego dnia, miłego wieczoru, dobrego dnia, do widzenia
      do zobaczenia, na razie, idealnie, znakomicie, rozumiem, zrozumiałem, zrozumiałam, przyjąłem, przyjęłam, odebrałem
      mi pasuje, pasuje mi, wszystko gra, bardzo dobrze, cudownie, elegancko, wspaniale`,
    filler: `
      wybieram, wybrałem, wybrałam, biorę, chcę, chciałbym, chciałabym, wolę, wolałbym, wolałabym, poproszę, prosiłbym
      prosiłabym, proszę o, moja odpowiedź to, moja odpowiedź, mój wybór to, mój wybór, i, to, niech będzie, może być
      będzie dobrze, będzie lepiej, będzie ok, będzie super, będzie idealnie, dla mnie, lepiej, będzie najlepiej, więc
      zatem, wybieramy, wolimy, jest ok, jest dobrze, jest lepiej, odpowiadam`,
    leadIn: `w, we, na, do, w ten, dostawa, dostawa w, dostawa na, dostarczyć w, dostarczyć na, dostarczyć do, proszę w`,
    meeting: `do zobaczenia w, do zobaczenia we, widzimy się, widzimy się w`,
    negation: `nie, nigdy, żaden, żadna, żadne, oprócz, prócz, zamiast, bez, nic, nikt, ani, niestety, poza`,
    question: `
      czy, kiedy, gdzie, jak, dlaczego, o której, ile, który, która, które, kto, co, można, czemu, czy można, mogę, możecie
      mógłbym, mogłabym`,
    particle: ``,
    connector: `lub, albo, czy`,
    counting: `jeden moment, jedna chwila`,
    prefix: `
      opcja, opcję, opcje, opcji, opcja nr, opcję nr, opcja numer, opcję numer, numer, nr, odpowiedź, wybór, wariant
      punkt`,
    numbers: `zero, jeden|jedynka|jedynkę, dwa|dwójka|dwójkę, trzy|trójka|trójkę, cztery, pięć, sześć, siedem, osiem, dziewięć`,
    weekdays: `poniedziałek, wtorek, środa|środę|środe, czwartek, piątek, sobota|sobotę|sobote, niedziela|niedzielę|niedziele`,
  },
}
